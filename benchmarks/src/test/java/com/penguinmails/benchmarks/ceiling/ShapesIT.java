package com.penguinmails.benchmarks.ceiling;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A ceiling that skipped a part of the work would flatter nobody but itself. */
class ShapesIT {

    private static final int JOBS = 250;

    static Stream<Shape> shapes() {
        return Stream.of(new UpdateShape(), new InsertOnlyShape(), new BlockLeaseShape());
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void everyJobIsLentOnceAndEndsOnce(Shape shape) throws SQLException {
        var database = TestDatabase.create();
        JdbcClient jdbc = JdbcClient.create(database.superuser());
        shape.tables().forEach(table -> jdbc.sql(table).update());
        Set<UUID> all = new HashSet<>();
        try (Connection connection = database.superuser().getConnection()) {
            for (int tenant = 0; tenant < 2; tenant++) {
                UUID[] ids = Stream.generate(UUID::randomUUID).limit(JOBS).toArray(UUID[]::new);
                all.addAll(List.of(ids));
                shape.add(
                        connection,
                        new UUID(7, tenant),
                        ids,
                        Stream.of(ids).map(id -> "payload of " + id).toArray(String[]::new));
            }

            Set<UUID> lent = new HashSet<>();
            var cursor = new Cursor();
            for (Shape.Block block = shape.claim(connection, cursor, 100);
                    !block.isEmpty();
                    block = shape.claim(connection, cursor, 100)) {
                assertThat(block.ids()).hasSizeLessThanOrEqualTo(100);
                for (int job = 0; job < block.ids().size(); job++) {
                    assertThat(block.payloads().get(job))
                            .isEqualTo("payload of " + block.ids().get(job));
                    assertThat(lent.add(block.ids().get(job))).isTrue();
                }
                assertThat(shape.complete(connection, block))
                        .isEqualTo(block.ids().size());
                assertThat(shape.complete(connection, block))
                        .as("a second time")
                        .isZero();
            }

            assertThat(lent).isEqualTo(all);
        }
        assertThat(jdbc.sql(shape.countEnded()).query(Integer.class).single()).isEqualTo(2 * JOBS);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void aTokenThatIsNotTheirsEndsNone(Shape shape) throws SQLException {
        var database = TestDatabase.create();
        JdbcClient jdbc = JdbcClient.create(database.superuser());
        shape.tables().forEach(table -> jdbc.sql(table).update());
        try (Connection connection = database.superuser().getConnection()) {
            shape.add(connection, new UUID(7, 7), new UUID[] {UUID.randomUUID()}, new String[] {"payload"});
            Shape.Block block = shape.claim(connection, new Cursor(), 10);
            var stale = new Shape.Block(UUID.randomUUID(), block.tenants(), block.ids(), block.payloads());

            assertThat(shape.complete(connection, stale)).isZero();
        }
        assertThat(jdbc.sql(shape.countEnded()).query(Integer.class).single()).isZero();
    }
}
