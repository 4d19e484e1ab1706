package org.billhook.rest.internal.users;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.billhook.core.api.Actor;
import org.billhook.core.api.BillhookException;
import org.billhook.core.api.Configurations;
import org.billhook.core.api.Configurations.Configuration;
import org.billhook.core.api.Page;
import org.billhook.core.api.Roles;
import org.billhook.core.model.Finding;
import org.billhook.rest.internal.security.Login;
import org.billhook.rest.internal.security.Logins;
import org.billhook.rest.internal.security.TokenRealm;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * API tokens, kept as configurations: so each making and revoking is in the log of changes. A token is read anew with each
 * call, as are the roles of its owner, so what is revoked or taken away counts at once, on every node.
 */
@Component(service = {Tokens.class, TokenRealm.class})
public final class Tokens implements TokenRealm {

    static final String SECTION = "api-token";
    static final int LONGEST_DAYS = 366;

    private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);
    private static final int MOST = 100;
    private static final int PAGE = 1_000;

    /** A token and the only place where its secret stands. */
    record Created(Token token, TokenText text) {}

    private final Configurations configurations;
    private final UserStore users;
    private final Clock clock;

    @Activate
    public Tokens(@Reference Configurations configurations, @Reference UserStore users) {
        this(configurations, users, Clock.systemUTC());
    }

    Tokens(Configurations configurations, UserStore users, Clock clock) {
        this.configurations = configurations;
        this.users = users;
        this.clock = clock;
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }

    /**
     * Makes a token for a user.
     *
     * @throws BillhookException REFUSED if the owner lacks one of the scopes, or has too many tokens
     */
    Created create(String owner, String label, Set<String> scopes, LocalDate lastDay) {
        Set<String> own = Roles.effective(roles(owner));
        for (String scope : scopes) {
            if (!own.contains(scope)) {
                throw refused("WIDER_THAN_OWNER", "scopes", "scopes: '%s' has no role '%s'".formatted(owner, scope));
            }
        }
        LocalDate today = today();
        if (lastDay.isBefore(today) || lastDay.isAfter(today.plusDays(LONGEST_DAYS))) {
            throw refused(
                    "WRONG_VALUE",
                    "lastDay",
                    "lastDay: %s is not between %s and %s".formatted(lastDay, today, today.plusDays(LONGEST_DAYS)));
        }
        if (of(owner).stream()
                        .filter(token -> token.on(today) == Token.State.ACTIVE)
                        .count()
                >= MOST) {
            throw refused("TOO_MANY", "owner", "'%s' has %d tokens: revoke one first".formatted(owner, MOST));
        }
        TokenText text = TokenText.random();
        Token token = new Token(text.id(), owner, label, scopes, clock.instant(), lastDay, false);
        configurations.put(SECTION, text.id(), 0, TokenJsonText.write(token, text.hash()), new Actor(owner));
        LOG.info("Token created id='{}' owner='{}' scopes='{}' lastDay='{}'", text.id(), owner, scopes, lastDay);
        return new Created(token, text);
    }

    /** All tokens, by id. */
    List<Token> all() {
        List<Token> all = new ArrayList<>();
        Page.Request request = Page.Request.first(PAGE);
        while (request != null) {
            Page<Configuration> page = configurations.list(SECTION, request);
            page.items().forEach(kept -> all.add(TokenJsonText.token(kept.name(), kept.json())));
            request = page.next()
                    .map(next -> new Page.Request(Optional.of(next), PAGE))
                    .orElse(null);
        }
        return all;
    }

    /** Those of one user. */
    List<Token> of(String owner) {
        return all().stream().filter(token -> token.owner().equals(owner)).toList();
    }

    /** Empty for what there is not. */
    Optional<Token> find(String id) {
        return configurations.find(SECTION, id).map(kept -> TokenJsonText.token(kept.name(), kept.json()));
    }

    /** Ends a token for good; one that is revoked already stays so. */
    Token revoke(String id, String actor) {
        Configuration kept = configurations.find(SECTION, id).orElseThrow(() -> BillhookException.unknown("token", id));
        Token before = TokenJsonText.token(id, kept.json());
        if (before.revoked()) {
            return before;
        }
        Token after = new Token(
                id, before.owner(), before.label(), before.scopes(), before.createdAt(), before.lastDay(), true);
        configurations.put(
                SECTION, id, kept.version(), TokenJsonText.write(after, TokenJsonText.NO_HASH), new Actor(actor));
        LOG.info("Token revoked id='{}' owner='{}' by='{}'", id, before.owner(), actor);
        return after;
    }

    /** For a name that is given to somebody new: what the one before had made counts no more. */
    void revokeAll(String owner, String actor) {
        of(owner).stream().filter(token -> !token.revoked()).forEach(token -> revoke(token.id(), actor));
    }

    @Override
    public Optional<Login> login(String token) {
        return TokenText.parse(token).flatMap(text -> configurations
                .find(SECTION, text.id())
                .filter(kept -> text.fits(TokenJsonText.hash(kept.json())))
                .map(kept -> TokenJsonText.token(kept.name(), kept.json()))
                .filter(found -> found.on(today()) == Token.State.ACTIVE)
                .flatMap(this::login));
    }

    private Optional<Login> login(Token token) {
        Set<String> stored = users.users().get(token.owner());
        if (stored == null || stored.contains(Logins.DISABLED) || stored.contains(Logins.CHANGE_PASSWORD)) {
            return Optional.empty();
        }
        Set<String> roles = Roles.effective(token.scopes());
        roles.retainAll(Roles.effective(stored));
        return Optional.of(new Login(token.owner(), roles, false, false));
    }

    private Set<String> roles(String owner) {
        Set<String> stored = users.users().get(owner);
        if (stored == null) {
            throw BillhookException.unknown("user", owner);
        }
        return stored;
    }

    private static BillhookException refused(String code, String field, String message) {
        return new BillhookException(BillhookException.Type.REFUSED, Finding.error(code, field, message));
    }
}
