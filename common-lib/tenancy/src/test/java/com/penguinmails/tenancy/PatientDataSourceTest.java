package com.penguinmails.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

class PatientDataSourceTest {

    private static final String CONNECTS = "";

    /** Answers with what its script says, then connects. */
    private static final class ScriptedServer extends AbstractDataSource {

        private final Deque<String> states = new ArrayDeque<>();

        void next(List<String> sqlStates) {
            states.addAll(sqlStates);
        }

        @Override
        public Connection getConnection() throws SQLException {
            String state = Optional.ofNullable(states.poll()).orElse(CONNECTS);
            if (!state.equals(CONNECTS)) {
                throw new SQLException("no", state);
            }
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                        throw new UnsupportedOperationException(method.getName());
                    });
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }
    }

    private final ScriptedServer server = new ScriptedServer();
    private final AtomicInteger pauses = new AtomicInteger();
    private final PatientDataSource connections =
            new PatientDataSource("test", server, time -> pauses.incrementAndGet());

    @AfterEach
    void forgetInterruption() {
        Thread.interrupted();
    }

    @Test
    void aServerThatIsAwayIsWaitedForHoweverLongItTakes() throws SQLException {
        assertThat(connections.getConnection()).isNotNull();
        for (int i = 0; i < 1_000; i++) {
            server.next(List.of("08001", "08006", "57P03", "57P01", "57P02"));
        }
        assertThat(connections.getConnection()).isNotNull();
        assertThat(pauses).hasValue(5_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"28P01", "3D000", "53300", "42501"})
    void whatWaitingDoesNotMendIsToldAtOnce(String state) throws SQLException {
        assertThat(connections.getConnection()).isNotNull();
        server.next(List.of(state));
        assertThatThrownBy(connections::getConnection).isInstanceOf(SQLException.class);
        assertThat(pauses).hasValue(0);
    }

    @Test
    void aServerThatWasNeverThereIsToldAtOnce() {
        server.next(List.of("08001"));
        assertThatThrownBy(connections::getConnection).isInstanceOf(SQLException.class);
        assertThat(pauses).hasValue(0);
    }

    @Test
    void aClosedPoolIsNotWaitedFor() throws SQLException {
        assertThat(connections.getConnection()).isNotNull();
        connections.giveUp();
        server.next(List.of("08001"));
        assertThatThrownBy(connections::getConnection).isInstanceOf(SQLException.class);
        assertThat(pauses).hasValue(0);
    }

    @Test
    void whoIsInterruptedNeedNotWait() throws SQLException {
        var stopped = new PatientDataSource("test", server, time -> {
            throw new InterruptedException();
        });
        assertThat(stopped.getConnection()).isNotNull();
        server.next(List.of("08001"));
        assertThatThrownBy(stopped::getConnection).isInstanceOf(SQLException.class);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }
}
