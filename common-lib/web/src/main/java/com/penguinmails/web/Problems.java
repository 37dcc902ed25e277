package com.penguinmails.web;

import com.penguinmails.kernel.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** Writes refusals as problem details (RFC 9457). */
final class Problems {

    private Problems() {}

    static ProblemDetail of(Refusal refusal) {
        ProblemDetail problem = of(HttpStatus.valueOf(refusal.kind().status()), refusal.code(), refusal.publicDetail());
        if (!refusal.items().isEmpty()) {
            if (refusal.kind() == Refusal.Kind.INVALID) {
                problem.setProperty("errors", errors(refusal.items()));
            } else {
                problem.setProperty(
                        "missing",
                        refusal.items().stream()
                                .map(item -> Map.of("code", item.field(), "message", item.message()))
                                .toList());
            }
        }
        return problem;
    }

    static ProblemDetail of(HttpStatus status, String code, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(status.getReasonPhrase());
        problem.setProperty("code", code);
        String requestId = RequestId.current();
        if (requestId != null) {
            problem.setProperty("requestId", requestId);
        }
        return problem;
    }

    /** Of a status that nobody gave a code of its own. */
    static String codeOf(HttpStatus status) {
        return status.is5xxServerError()
                ? "internal-error"
                : status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    static List<Map<String, String>> errors(List<Refusal.Item> items) {
        return items.stream()
                .map(item -> Map.of("field", item.field(), "message", item.message()))
                .toList();
    }
}
