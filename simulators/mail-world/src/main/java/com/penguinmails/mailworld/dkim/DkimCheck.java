package com.penguinmails.mailworld.dkim;

import com.penguinmails.mailworld.ledger.DkimResult;
import com.penguinmails.mailworld.ledger.DkimResult.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.Result;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.FailException;
import org.jspecify.annotations.Nullable;

/** Verifies DKIM signatures with the keys in the zone. */
public final class DkimCheck {
    private final TxtZone zone;

    public DkimCheck(TxtZone zone) {
        this.zone = zone;
    }

    /** Pass when any signature passes, else the verdict on the first one. */
    public DkimResult verify(byte[] raw) {
        DKIMVerifier verifier = new DKIMVerifier((method, selector, domain) -> key(selector, domain));
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
                .map(this::toResult)
                .orElseGet(DkimResult::none);
    }

    private DkimResult toResult(Result result) {
        SignatureRecord signature = result.getRecord();
        Verdict verdict = switch (result.getResultType()) {
            case PASS -> Verdict.PASS;
            case FAIL, POLICY, NEUTRAL -> Verdict.FAIL;
            case NONE -> Verdict.NONE;
            case TEMPERROR -> Verdict.TEMPERROR;
            case PERMERROR -> Verdict.PERMERROR;
        };
        boolean pass = verdict == Verdict.PASS;
        return new DkimResult(
                verdict,
                signature == null ? null : String.valueOf(signature.getDToken()),
                pass ? null : result.getErrorMessage(),
                pass && coversUnsubscribe(signature));
    }

    private List<String> key(CharSequence selector, CharSequence domain) {
        return zone.get(selector + "._domainkey." + domain).map(List::of).orElse(List.of());
    }

    private static boolean coversUnsubscribe(@Nullable SignatureRecord signature) {
        if (signature == null) {
            return false;
        }
        Set<String> signed = signature.getHeaders().stream()
                .map(name -> name.toString().trim().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return signed.containsAll(List.of("list-unsubscribe", "list-unsubscribe-post"));
    }
}
