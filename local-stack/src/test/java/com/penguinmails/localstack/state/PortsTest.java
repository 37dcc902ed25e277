package com.penguinmails.localstack.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {

    private static final List<String> PARTS = List.of("gateway", "user", "postgres");

    @TempDir
    Path folder;

    private StateFolder state;

    @BeforeEach
    void newFolder() {
        state = new StateFolder(folder);
    }

    @Test
    void everyPartGetsAFreePortOfItsOwnAndKeepsIt() {
        Ports first = assign(Map.of(), Map.of(), Set.of());
        assertThat(first.byPart().values()).doesNotHaveDuplicates().allMatch(port -> port >= 20_000 && port < 30_000);
        assertThat(assign(Map.of(), Map.of(), Set.of())).isEqualTo(first);
        assertThat(Ports.find(state)).contains(first);
    }

    @Test
    void aPortThatSomebodyElseTookIsReplaced() throws Exception {
        Ports first = assign(Map.of(), Map.of(), Set.of());
        try (ServerSocket taken = listen(first.of("user"))) {
            assertThat(taken.isBound()).isTrue();
            Ports second = assign(Map.of(), Map.of(), Set.of());
            assertThat(second.of("user")).isNotEqualTo(first.of("user"));
            assertThat(second.of("gateway")).isEqualTo(first.of("gateway"));
        }
    }

    @Test
    void aPartThatRunsKeepsThePortItIsUsing() throws Exception {
        Ports first = assign(Map.of(), Map.of(), Set.of());
        try (ServerSocket itself = listen(first.of("user"))) {
            assertThat(itself.isBound()).isTrue();
            assertThat(assign(Map.of("user", 1), Map.of(), Set.of("user")).of("user"))
                    .isEqualTo(first.of("user"));
        }
    }

    @Test
    void theUsualPortIsTakenWhenFreeAndLeftWhenNot() throws Exception {
        int usual = new PortProbe(new Random()).anyFree(port -> true);
        assertThat(assign(Map.of(), Map.of("gateway", usual), Set.of()).of("gateway"))
                .isEqualTo(usual);
        try (ServerSocket taken = listen(usual)) {
            assertThat(taken.isBound()).isTrue();
            assertThat(assign(Map.of(), Map.of("gateway", usual), Set.of()).of("gateway"))
                    .isNotEqualTo(usual);
        }
    }

    @Test
    void aFixedPortIsGivenToNobodyElseAndRefusedWhenTaken() throws Exception {
        int wanted = new PortProbe(new Random()).anyFree(port -> true);
        Ports ports = assign(Map.of("postgres", wanted), Map.of("gateway", wanted), Set.of());
        assertThat(ports.of("postgres")).isEqualTo(wanted);
        assertThat(ports.of("gateway")).isNotEqualTo(wanted);
        try (ServerSocket taken = listen(wanted)) {
            assertThat(taken.isBound()).isTrue();
            assertThatThrownBy(() -> assign(Map.of("postgres", wanted), Map.of(), Set.of()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("port " + wanted + ", wanted for postgres, is in use");
        }
    }

    @Test
    void twoPartsCannotHaveTheSameFixedPort() {
        int wanted = new PortProbe(new Random()).anyFree(port -> true);
        assertThatThrownBy(() -> assign(Map.of("gateway", wanted, "user", wanted), Map.of(), Set.of()))
                .hasMessageContaining("wanted for user");
    }

    private Ports assign(Map<String, Integer> fixed, Map<String, Integer> usual, Set<String> running) {
        return Ports.assign(state, new Ports.Request(PARTS, fixed, usual, running), new PortProbe(new Random()));
    }

    private static ServerSocket listen(int port) throws Exception {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }
}
