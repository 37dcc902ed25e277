package com.penguinmails.worker.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.penguinmails.kernel.Ids;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerIdentityIT {

    @TempDir
    private Path folder;

    private final Ids ids = new Ids(Clock.systemUTC());

    @Test
    void theIdStaysAndTheIncarnationIsNew() throws IOException {
        var first = WorkerIdentity.claim(folder.resolve("state"), ids);
        first.close();
        var second = WorkerIdentity.claim(folder.resolve("state"), ids);
        assertThat(second.workerId()).isEqualTo(first.workerId());
        assertThat(second.incarnation()).isNotEqualTo(first.incarnation());
        second.close();
    }

    @Test
    void twoProcessesCannotShareAJournal() throws IOException {
        var first = WorkerIdentity.claim(folder, ids);
        assertThatThrownBy(() -> WorkerIdentity.claim(folder, ids))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("WORKER_STATE_DIR");
        first.close();
        WorkerIdentity.claim(folder, ids).close();
    }
}
