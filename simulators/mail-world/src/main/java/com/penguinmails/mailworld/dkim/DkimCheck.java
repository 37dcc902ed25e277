package com.penguinmails.mailworld.dkim;

import com.penguinmails.mailworld.ledger.DkimResult;
import com.penguinmails.mailworld.ledger.DkimResult.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.Result;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.FailException;
import org.jspecify.annotations.Nullable;

/** Verifies DKIM signatures with the keys in the zone. */
public final class DkimCheck {
    private static final Pattern DOMAIN_TAG = Pattern.compile("[:;]\\s*d\\s*=\\s*([^;\\s]+)");

    private final TxtZone zone;

    public DkimCheck(TxtZone zone) {
        this.zone = zone;
    }

    /** Pass when any signature passes, else the verdict on the first one. */
    public DkimResult verify(byte[] raw) {
        Set<String> domainsWithoutKey = new HashSet<>();
        DKIMVerifier verifier = new DKIMVerifier((method, selector, domain) -> {
            List<String> key =
                    zone.get(selector + "._domainkey." + domain).map(List::of).orElse(List.of());
            if (key.isEmpty()) {
                domainsWithoutKey.add(domain.toString());
            }
            return key;
        });
        try {
            verifier.verify(new ByteArrayInputStream(raw));
        } catch (FailException e) {
            // Every signature failed: the results below say how.
            if (verifier.getResults().isEmpty()) {
                return new DkimResult(Verdict.PERMERROR, null, e.getMessage(), false);
            }
        } catch (IOException e) {
            return new DkimResult(Verdict.TEMPERROR, null, e.getMessage(), false);
        }
        List<Result> results = verifier.getResults();
        return results.stream()
                .filter(Result::isSuccess)
                .findFirst()
                .or(() -> results.stream().findFirst())
                .map(result -> toResult(result, domainsWithoutKey))
                .orElseGet(DkimResult::none);
    }

    private static DkimResult toResult(Result result, Set<String> domainsWithoutKey) {
        SignatureRecord signature = result.getRecord();
        if (result.isSuccess()) {
            return new DkimResult(Verdict.PASS, signature.getDToken().toString(), null, coversUnsubscribe(signature));
        }
        // The library keeps the record of a signature only when it passes.
        String domain = signingDomain(result.getDkimRawField());
        // The library calls a missing key a failure; RFC 6376 §6.1.2 makes it a permanent error.
        if (domain != null && domainsWithoutKey.contains(domain)) {
            return new DkimResult(Verdict.PERMERROR, domain, "no key for signature", false);
        }
        Verdict verdict = switch (result.getResultType()) {
            case PASS, FAIL, POLICY, NEUTRAL -> Verdict.FAIL;
            case NONE -> Verdict.NONE;
            case TEMPERROR -> Verdict.TEMPERROR;
            case PERMERROR -> Verdict.PERMERROR;
        };
        return new DkimResult(verdict, domain, result.getErrorMessage(), false);
    }

    private static @Nullable String signingDomain(@Nullable String field) {
        Matcher tag = DOMAIN_TAG.matcher(field == null ? "" : field);
        return tag.find() ? tag.group(1) : null;
    }

    private static boolean coversUnsubscribe(SignatureRecord signature) {
        Set<String> signed = signature.getHeaders().stream()
                .map(name -> name.toString().trim().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return signed.containsAll(List.of("list-unsubscribe", "list-unsubscribe-post"));
    }
}
