package com.penguinmails.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;

import com.penguinmails.jobs.redis.Lease;
import com.penguinmails.kernel.TenantId;
import com.penguinmails.worker.handling.Ending;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OpenBlockTest {

    private static final Ending FAILED = Ending.retry("no");

    private final Lease first = lease();
    private final Lease second = lease();
    private final Lease third = lease();

    @Test
    void oneWordIsEnoughWhenAllEndWell() {
        var block = new OpenBlock(2);
        assertThat(block.ended(first, Ending.DONE)).isInstanceOf(OpenBlock.Word.Nothing.class);
        assertThat(block.ended(second, Ending.DONE)).isInstanceOf(OpenBlock.Word.Whole.class);
        assertThat(block.takeApart()).as("nothing is said twice").isEmpty();
    }

    @Test
    void aFailureBringsOutWhatWasDoneBefore() {
        var block = new OpenBlock(3);
        block.ended(first, Ending.DONE);
        var word = (OpenBlock.Word.OfEach) block.ended(second, FAILED);
        assertThat(word.endings())
                .containsEntry(first, Ending.DONE)
                .containsEntry(second, FAILED)
                .hasSize(2);
        assertThat(word.last()).isFalse();
        var last = (OpenBlock.Word.OfEach) block.ended(third, Ending.DONE);
        assertThat(last.endings()).containsOnlyKeys(third);
        assertThat(last.last()).isTrue();
    }

    @Test
    void aFailureOfTheLastOneDoesToo() {
        var block = new OpenBlock(2);
        block.ended(first, Ending.DONE);
        var word = (OpenBlock.Word.OfEach) block.ended(second, FAILED);
        assertThat(word.endings()).containsOnlyKeys(first, second);
        assertThat(word.last()).isTrue();
    }

    @Test
    void whatIsDoneNeedNotWaitForTheRest() {
        var block = new OpenBlock(2);
        block.ended(first, Ending.DONE);
        assertThat(block.takeApart()).containsOnlyKeys(first);
        assertThat(block.takeApart()).isEmpty();
        assertThat(((OpenBlock.Word.OfEach) block.ended(second, Ending.DONE)).last())
                .isTrue();
    }

    private static Lease lease() {
        return new Lease(new TenantId(UUID.randomUUID()), UUID.randomUUID(), UUID.randomUUID());
    }
}
