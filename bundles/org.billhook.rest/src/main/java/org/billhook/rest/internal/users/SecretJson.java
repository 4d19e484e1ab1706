package org.billhook.rest.internal.users;

import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A secret for the user's device, in this one answer. */
@Schema(
        name = "SecondFactorSecret",
        requiredProperties = {"secret", "uri"})
public record SecretJson(
        @Schema(description = "In base 32, to be typed into the device", example = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
                String secret,
        @Schema(
                        description = "The same for a QR code that the device reads: SHA-1, six digits, 30 seconds",
                        example = "otpauth://totp/Billhook:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Billhook")
                String uri) {

    static SecretJson of(String user, byte[] bytes) {
        String secret = Base32.of(bytes);
        return new SecretJson(
                secret,
                "otpauth://totp/Billhook:%s?secret=%s&issuer=Billhook"
                        .formatted(URLEncoder.encode(user, StandardCharsets.UTF_8), secret));
    }

    @Override
    public String toString() {
        return "***";
    }
}
