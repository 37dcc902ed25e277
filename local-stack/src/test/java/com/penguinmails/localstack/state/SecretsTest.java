package com.penguinmails.localstack.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path folder;

    private StateFolder state;

    @BeforeEach
    void newFolder() {
        state = new StateFolder(folder.resolve("stack"));
        state.create();
    }

    @Test
    void theyAreMadeOnceAndOnlyTheOwnerMayReadThem() throws Exception {
        Secrets first = load("user", "worker");
        assertThat(load("user", "worker")).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.secretsFile())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.root())))
                .isEqualTo("rwx------");
    }

    @Test
    void keysAre256BitsAndNoTwoSecretsAreEqual() {
        Secrets secrets = load("user", "worker");
        assertThat(Base64.getDecoder().decode(secrets.masterKey())).hasSize(32);
        assertThat(Base64.getDecoder().decode(secrets.linkSigningKey())).hasSize(32);
        assertThat(secrets.serviceClientSecret("user")).isNotEqualTo(secrets.serviceClientSecret("worker"));
        assertThat(secrets.databaseRoles().passwords().values()).doesNotHaveDuplicates();
        // They travel in URLs and in a list of name=secret,name=secret.
        assertThat(secrets.serviceClientSecret("user")).matches("[A-Za-z0-9_-]{43}");
    }

    @Test
    void aServiceThatIsNewGetsItsSecretAndTheOthersKeepTheirs() {
        Secrets before = load("user");
        Secrets after = load("user", "worker");
        assertThat(after.serviceClientSecret("user")).isEqualTo(before.serviceClientSecret("user"));
        assertThat(after.masterKey()).isEqualTo(before.masterKey());
        assertThat(after.operatorPassword())
                .isEqualTo(before.operatorPassword())
                .hasSize(43);
        assertThat(after.serviceClientSecret("worker")).isNotBlank();
        assertThatThrownBy(() -> before.serviceClientSecret("worker")).hasMessageContaining("worker");
    }

    @Test
    void aDamagedFileIsNamedAndNeverReplaced() throws Exception {
        Files.writeString(state.secretsFile(), "{\"keys\": {");
        assertThatThrownBy(() -> load("user"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("secrets.json is damaged");
        assertThat(Files.readString(state.secretsFile())).isEqualTo("{\"keys\": {");
    }

    @Test
    void theyAreNeverPrinted() {
        Secrets secrets = load("user");
        assertThat(secrets.toString()).doesNotContain(secrets.masterKey());
    }

    private Secrets load(String... services) {
        return Secrets.loadOrCreate(state, List.of(services), new SecureRandom());
    }
}
