package com.penguinmails.user.app;

import com.penguinmails.contracts.tenant.Permissions;
import com.penguinmails.kernel.Refusal;
import com.penguinmails.security.CurrentUser;
import com.penguinmails.security.SecurityProperties;
import com.penguinmails.user.app.AppRequests.AppRequest;
import com.penguinmails.user.app.AppRequests.Waiting;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** A person looks at what an app asks for, and says yes or no. */
@Component
class Consent {

    private final AppRequests requests;
    private final Apps apps;
    private final AppCodes codes;
    private final TransactionTemplate transaction;
    private final String issuer;

    Consent(
            AppRequests requests,
            Apps apps,
            AppCodes codes,
            TransactionTemplate transaction,
            SecurityProperties security) {
        this.requests = requests;
        this.apps = apps;
        this.codes = codes;
        this.transaction = transaction;
        this.issuer = security.issuer();
    }

    /** @param app as it is registered now */
    record Question(Waiting waiting, App app) {}

    /** Refuses with {@code not-found} what was decided, is too old, never was, or comes from an app that was revoked. */
    Question question(String handle) {
        Waiting waiting = requests.find(handle).orElseThrow(Consent::gone);
        return new Question(waiting, apps.find(waiting.request().app()).orElseThrow(Consent::gone));
    }

    /** What of it the person can give: what they have, and never what is for people only. */
    List<String> grantable(CurrentUser user, AppRequest request) {
        return request.scopes().stream()
                .filter(user.permissions()::contains)
                .filter(scope -> !Permissions.FOR_PEOPLE_ONLY.contains(scope))
                .toList();
    }

    /**
     * Where to send the browser, with a code for what the person can give. Refuses with {@code not-found}, {@code tenant-required} when the
     * token is not for the app's tenant, and {@code permission-required} when the person has nothing of what is asked for.
     */
    String approve(CurrentUser user, String handle) {
        Question question = question(handle);
        AppRequest asked = question.waiting().request();
        if (!user.tenant().value().equals(asked.app().tenantId())) {
            throw new Refusal(
                    Refusal.Kind.FORBIDDEN,
                    "tenant-required",
                    "This app is another tenant's; refresh the session with the id of that tenant first.");
        }
        List<String> granted = grantable(user, asked);
        if (granted.isEmpty()) {
            throw new Refusal(
                    Refusal.Kind.FORBIDDEN,
                    "permission-required",
                    "The app asks for nothing that you are allowed to do yourself.");
        }
        String code = transaction.execute(status -> {
            AppRequest request = requests.take(handle).orElseThrow(Consent::gone);
            return codes.issue(user.userId(), request, question.app().name(), granted);
        });
        return RedirectAnswer.to(asked.redirectUri(), asked.state(), issuer, Map.of("code", code));
    }

    /** Where to send the browser with a no. */
    String deny(String handle) {
        AppRequest asked = requests.take(handle).orElseThrow(Consent::gone);
        return RedirectAnswer.to(asked.redirectUri(), asked.state(), issuer, Map.of("error", "access_denied"));
    }

    private static Refusal gone() {
        return Refusal.notFound("request of an app, or it was decided or is older than ten minutes");
    }
}
