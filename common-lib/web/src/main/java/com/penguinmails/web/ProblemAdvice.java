package com.penguinmails.web;

import com.penguinmails.kernel.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** The one place where a failure becomes an HTTP answer. Bugs are logged here, once, and say nothing to the caller but an id. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE - 10)
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Refusal refusal) {
        if (refusal.kind() == Refusal.Kind.UNAVAILABLE) {
            LOG.warn("Refused as {}: {}", refusal.code(), refusal.publicDetail(), refusal.getCause());
        }
        var response = ResponseEntity.status(refusal.kind().status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        switch (refusal.kind()) {
            case UNAUTHENTICATED -> response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            case UNAVAILABLE -> response.header(HttpHeaders.RETRY_AFTER, "5");
            case INVALID, FORBIDDEN, NOT_FOUND, CONFLICT, TOO_LARGE, UNSUPPORTED, TOO_MANY -> {}
        }
        refusal.retryAfter().ifPresent(wait -> response.header(HttpHeaders.RETRY_AFTER, String.valueOf(seconds(wait))));
        return response.body(Problems.of(refusal));
    }

    /** Rounded up, so that who obeys is not refused again. */
    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> wrongParameter(MethodArgumentTypeMismatchException mismatch) {
        Class<?> type = mismatch.getRequiredType();
        return refused(Refusal.invalid(
                mismatch.getName(),
                "is not a valid "
                        + (type == null ? "value" : type.getSimpleName().toLowerCase(Locale.ROOT))));
    }

    /** Percent-encodings that are no text. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadableParameter(InvalidParameterException unreadable) {
        return refused(Refusal.invalid("query", "has a parameter that cannot be read as UTF-8"));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> brokenUpload(MultipartException broken) {
        return refused(new Refusal(
                Refusal.Kind.INVALID,
                "broken-upload",
                "The multipart body cannot be read; send it as multipart/form-data with a boundary."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> changedMeanwhile(OptimisticLockingFailureException changed) {
        return refused(Refusal.conflict(
                "changed-meanwhile", "Somebody changed this at the same time; read it again and repeat."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> integrity(DataIntegrityViolationException violation) {
        LOG.warn("The database refused a write", violation);
        return refused(
                Refusal.conflict("conflict", "This contradicts what is already stored; read it again and repeat."));
    }

    @ExceptionHandler({
        CannotGetJdbcConnectionException.class,
        CannotCreateTransactionException.class,
        TransientDataAccessException.class
    })
    ResponseEntity<ProblemDetail> databaseAway(RuntimeException away) {
        LOG.warn("The database did not answer", away);
        return refused(Refusal.unavailable(
                "database-unavailable", "The data cannot be reached at the moment; try again shortly."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> bug(Exception bug) {
        LOG.error("Unexpected failure", bug);
        return ResponseEntity.internalServerError()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problems.of(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "internal-error",
                        "Something went wrong on our side. Quote the request id when you report it."));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return asObject(refused(Refusal.invalid(invalid.getBindingResult().getAllErrors().stream()
                .map(error -> new Refusal.Item(
                        error instanceof FieldError field ? field.getField() : error.getObjectName(),
                        Objects.requireNonNullElse(error.getDefaultMessage(), "is invalid")))
                .toList())));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMaxUploadSizeExceededException(
            MaxUploadSizeExceededException large, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return asObject(refused(
                new Refusal(Refusal.Kind.TOO_LARGE, "upload-too-large", "The upload is larger than 50 MB; split it.")));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var items = new ArrayList<Refusal.Item>();
        invalid.getParameterValidationResults()
                .forEach(result -> result.getResolvableErrors()
                        .forEach(error -> items.add(new Refusal.Item(
                                error instanceof FieldError field
                                        ? field.getField()
                                        : String.valueOf(
                                                result.getMethodParameter().getParameterName()),
                                Objects.requireNonNullElse(error.getDefaultMessage(), "is invalid")))));
        return asObject(refused(Refusal.invalid(items)));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        if (unreadable.getCause() instanceof JacksonException json) {
            String path = json.getPath().stream()
                    .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                    .collect(Collectors.joining("."));
            String message = json instanceof UnrecognizedPropertyException
                    ? "is not a known field"
                    : path.isEmpty() ? "the body is not valid JSON" : "has a value of the wrong type or form";
            return asObject(refused(Refusal.invalid(path.isEmpty() ? "body" : path, message)));
        }
        return asObject(refused(Refusal.invalid("body", "is missing or cannot be read")));
    }

    /** Everything else that Spring MVC refuses by itself: unknown path, wrong method, wrong media type, missing parameter. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception refused, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        HttpStatus known = HttpStatus.valueOf(status.value());
        if (known.is5xxServerError()) {
            LOG.error("Unexpected failure", refused);
        }
        String detail = body instanceof ProblemDetail problem && problem.getDetail() != null
                ? problem.getDetail()
                : known.getReasonPhrase();
        ProblemDetail problem = Problems.of(
                known, known.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-'), detail);
        var allHeaders = new HttpHeaders(headers);
        allHeaders.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return new ResponseEntity<>(problem, allHeaders, status);
    }

    private static ResponseEntity<Object> asObject(ResponseEntity<ProblemDetail> problem) {
        return ResponseEntity.status(problem.getStatusCode())
                .headers(problem.getHeaders())
                .body(problem.getBody());
    }
}
