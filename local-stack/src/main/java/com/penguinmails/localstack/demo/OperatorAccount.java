package com.penguinmails.localstack.demo;

import static com.penguinmails.localstack.demo.PlatformClient.json;

import com.penguinmails.localstack.RunningStack;
import com.penguinmails.localstack.demo.PlatformClient.Answer;
import com.penguinmails.localstack.demo.PlatformClient.Refused;
import com.penguinmails.localstack.state.JsonFile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The person who runs the platform of a local stack, super_admin because {@code PLATFORM_OPERATORS} names the address. The login stands
 * in {@code stack.json} under {@code operator}.
 */
public final class OperatorAccount {

    private static final int UNAUTHORIZED = 401;

    private final RunningStack stack;

    public OperatorAccount(RunningStack stack) {
        this.stack = stack;
    }

    /** Makes the account, unless it is there, and writes down its login. */
    public void ensure() {
        var file = new JsonFile(stack.stackFile());
        Map<Object, Object> content = new LinkedHashMap<>(file.read(Map.class).orElseThrow());
        if (content.containsKey("operator")) {
            return;
        }
        logIn();
        content.put("operator", Map.of("email", stack.operatorEmail(), "password", stack.operatorPassword()));
        file.write(content);
    }

    /** A client that calls as the operator for the next 15 minutes, which is how long a token lives. Makes the account when needed. */
    public PlatformClient logIn() {
        var api = new PlatformClient(stack.gateway());
        Answer answer = tryLogIn(api);
        if (answer.status() == UNAUTHORIZED) {
            var world = new MailWorldClient(
                    Objects.requireNonNull(stack.simulators().get("mail-world")));
            new Registration(api, world).of(stack.operatorEmail(), stack.operatorPassword(), "Operator");
            answer = tryLogIn(api);
        }
        if (!answer.isSuccess() || answer.body().path("staffRole").isNull()) {
            throw new Refused("the operator cannot log in as such: " + answer.status()
                    + (answer.isSuccess() ? ", but in no role of the staff" : " " + answer.body()));
        }
        api.useToken(answer.body().path("accessToken").asString());
        return api;
    }

    private Answer tryLogIn(PlatformClient api) {
        return api.tryPost(
                "/api/v1/auth/login",
                json().put("email", stack.operatorEmail()).put("password", stack.operatorPassword()));
    }
}
