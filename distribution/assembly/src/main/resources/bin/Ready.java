import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Ends with 0 when the URL answers 200: for machines that have neither curl nor wget. */
public final class Ready {

    private Ready() {}

    public static void main(String[] arguments) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(arguments[0]))
                .timeout(Duration.ofSeconds(5))
                .build();
        System.exit(status(request) == 200 ? 0 : 1);
    }

    private static int status(HttpRequest request) throws InterruptedException {
        try {
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }
}
