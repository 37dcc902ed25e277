package com.penguinmails.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.tenancy.CatalogCheck;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

class OperationsIT extends UserServiceFixture {

    @Autowired
    CatalogCheck catalog;

    @Autowired
    TransactionTemplate transaction;

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/db", "/health/email"})
    void healthIsOpenToEverybody(String path) {
        Answer answer = get(path, null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("status")).isEqualTo("UP");
    }

    @Test
    void everyTableIsDeclaredAndAnUndeclaredOneIsFound() {
        List<CatalogCheck.Finding> now = transaction.execute(status -> catalog.findings());
        assertThat(now).isEmpty();

        sql().sql("create table users.sneaked_in (id uuid primary key)").update();
        try {
            List<CatalogCheck.Finding> then = transaction.execute(status -> catalog.findings());
            assertThat(then).extracting(CatalogCheck.Finding::object).contains("sneaked_in");
        } finally {
            sql().sql("drop table users.sneaked_in").update();
        }
    }

    @Test
    void whatIsNotThereIsAProblemDocument() {
        assertThat(get("/api/v1/auth/nothing", null).status()).isEqualTo(404);
        assertThat(get("/api/v1/auth/login", null).status()).isEqualTo(405);
        assertThat(get("/api/v1/auth/login", null).headers().get("Content-Type"))
                .containsExactly("application/problem+json");
    }

    @Test
    void bothAnswersOfALoginAreDocumented() {
        var documents = get("/v3/api-docs", null).body();
        var login = documents
                .path("paths")
                .path("/api/v1/auth/login")
                .path("post")
                .path("responses")
                .path("200")
                .path("content");
        var schemas = documents.path("components").path("schemas");
        assertThat(login.toString()).contains("LoginAnswer");
        assertThat(schemas.path("LoginAnswer").path("oneOf").toString())
                .contains("#/components/schemas/SignedIn", "#/components/schemas/SecondFactorAsked");
        assertThat(schemas.path("SecondFactorAsked").path("properties").propertyNames())
                .contains("secondFactorRequired", "challenge", "expiresIn", "methods");
    }

    @Test
    void registeringAnAppIsDocumentedAsItAnswers() {
        var answers = get("/v3/api-docs", null)
                .body()
                .path("paths")
                .path("/api/v1/oauth/apps")
                .path("post")
                .path("responses");
        assertThat(answers.has("201")).isTrue();
        assertThat(answers.has("200")).isFalse();
    }
}
