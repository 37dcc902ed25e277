package com.penguinmails.acceptance.api;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How a resident calls an operation rightly: which of its things the path names, and a body that is taken. */
public final class Recipe {

    private static final String BOUNDARY = "pm-boundary";

    private final String operation;
    private final Map<String, Function<Resident, String>> variables = new LinkedHashMap<>();
    private @Nullable String query;
    private @Nullable Function<Resident, JsonNode> body;
    private @Nullable String file;
    private Turn turn = Turn.ANY;
    private @Nullable String secret;
    private boolean membersOnly;
    private @Nullable String address;
    private @Nullable String undo;

    private Recipe(String operation) {
        this.operation = operation;
    }

    static Recipe of(String operation) {
        return new Recipe(operation);
    }

    /** A variable of the path is the id of what the resident has of this kind. */
    Recipe with(String variable, String kind) {
        variables.put(variable, resident -> resident.id(kind));
        return this;
    }

    /** A variable of the path that belongs to no tenant. */
    Recipe fixed(String variable, Function<Resident, String> value) {
        variables.put(variable, value);
        return this;
    }

    /** What has to be asked for, already encoded. */
    Recipe query(String encoded) {
        this.query = encoded;
        return this;
    }

    Recipe body(Function<Resident, JsonNode> content) {
        this.body = content;
        return this;
    }

    Recipe body(Object... namesAndValues) {
        return body(resident -> Json.object(namesAndValues));
    }

    /** The body is a form with a CSV file in the part {@code file}. */
    Recipe upload(String csv) {
        this.file = csv;
        return this;
    }

    /** When an operation is tried on the caller's own things. */
    public enum Turn {
        ANY,
        /** It takes something away that others need. */
        LATE,
        /** Whoever calls it may not be in the tenant any more. */
        AT_THE_END
    }

    Recipe last() {
        this.turn = Turn.LATE;
        return this;
    }

    Recipe atTheEnd() {
        this.turn = Turn.AT_THE_END;
        return this;
    }

    /** Needs a secret from a mail or an earlier answer: a field of the body or a variable of the path. Who has it may use it. */
    Recipe secret(String name) {
        this.secret = name;
        return this;
    }

    /** Beside the secret, one has to belong to the tenant that it came from. */
    Recipe forMembersOnly() {
        this.membersOnly = true;
        return this;
    }

    boolean isForMembersOnly() {
        return membersOnly;
    }

    /** Needs no caller, and answers alike whether the address in this field has an account or not. */
    Recipe address(String field) {
        this.address = field;
        return this;
    }

    /** Holds others up; this operation takes it back. */
    Recipe undoneBy(String back) {
        this.undo = back;
        return this;
    }

    public Optional<String> undo() {
        return Optional.ofNullable(undo);
    }

    public String operation() {
        return operation;
    }

    String method() {
        return operation.substring(0, operation.indexOf(' '));
    }

    private String path() {
        return operation.substring(operation.indexOf(' ') + 1);
    }

    public Turn turn() {
        return turn;
    }

    /** Whether the caller's tokens may be void afterwards. */
    boolean mayEndSignIns() {
        return turn != Turn.ANY || path().startsWith("/api/v1/auth/") || path().startsWith("/api/v1/users/me");
    }

    Optional<String> secret() {
        return Optional.ofNullable(secret);
    }

    Optional<String> address() {
        return Optional.ofNullable(address);
    }

    public Map<String, String> values(Resident resident) {
        Map<String, String> values = new LinkedHashMap<>();
        variables.forEach((name, value) -> values.put(name, value.apply(resident)));
        return values;
    }

    /** Empty for operations without a body and for uploads. */
    public Optional<JsonNode> json(Resident resident) {
        return Optional.ofNullable(body).map(content -> content.apply(resident));
    }

    public boolean isUpload() {
        return file != null;
    }

    /** Whether the path names something of the tenant or person. */
    boolean namesThings(Resident one, Resident other) {
        return !values(one).equals(values(other));
    }

    /** The whole call, without a caller. */
    public Call call(Resident resident) {
        Call bare = bare(values(resident));
        return withBody(query == null ? bare : bare.rawQuery(query), resident);
    }

    public Call withBody(Call call, Resident resident) {
        Optional<JsonNode> content = json(resident);
        if (content.isPresent()) {
            return call.json(content.get());
        }
        String csv = file;
        return csv == null ? call : call.body("multipart/form-data; boundary=" + BOUNDARY, form(csv, Map.of()));
    }

    /** With another file. */
    public Call withBody(Call call, String csv) {
        return call.body("multipart/form-data; boundary=" + BOUNDARY, form(csv, Map.of()));
    }

    /** The call without a body. */
    public Call bare(Map<String, String> values) {
        String path = path();
        for (Map.Entry<String, String> value : values.entrySet()) {
            path = path.replace("{" + value.getKey() + "}", Call.encode(value.getValue()));
        }
        if (path.contains("{")) {
            throw new IllegalStateException("the recipe of " + operation + " leaves variables open: " + path);
        }
        return Call.of(method(), path);
    }

    /** An upload with further fields in its form. */
    Call upload(Resident resident, Map<String, String> fields) {
        return bare(values(resident))
                .body("multipart/form-data; boundary=" + BOUNDARY, form(String.valueOf(file), fields));
    }

    private static byte[] form(String csv, Map<String, String> fields) {
        var form = new StringBuilder();
        fields.forEach((name, value) -> form.append("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append("\"\r\n\r\n")
                .append(value)
                .append("\r\n"));
        form.append("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"leads.csv\"\r\n"
                        + "Content-Type: text/csv\r\n\r\n")
                .append(csv)
                .append("\r\n--" + BOUNDARY + "--\r\n");
        return form.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return operation;
    }
}
