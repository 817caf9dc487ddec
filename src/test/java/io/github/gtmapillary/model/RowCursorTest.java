package io.github.gtmapillary.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowCursorTest {
    private static final Row FIRST = new Row("1", List.of(), null);
    private static final Row SECOND = new Row("2", List.of(), null);

    @Test
    void aCursorOverRowsReadsEachOnce() throws IOException {
        RowCursor cursor = RowCursor.of(List.of(FIRST, SECOND));
        assertThat(cursor.next()).isSameAs(FIRST);
        assertThat(cursor.next()).isSameAs(SECOND);
        assertThat(cursor.next()).isNull();
    }

    @Test
    void aListHoldsTheRowsThatRemain() throws IOException {
        RowCursor cursor = RowCursor.of(List.of(FIRST, SECOND));
        cursor.next();
        assertThat(cursor.toList()).containsExactly(SECOND);
    }

    @Test
    void chainedCursorsFollowOneAnother() throws IOException {
        RowCursor chained = RowCursor.chained(
                List.of(RowCursor.of(List.of(FIRST)), RowCursor.of(List.of()), RowCursor.of(List.of(SECOND)))
                        .iterator());
        assertThat(chained.toList()).containsExactly(FIRST, SECOND);
    }

    @Test
    void aRowThatCannotBeReadEndsTheList() {
        RowCursor failing = () -> {
            throw new IOException("broken");
        };
        assertThatIOException().isThrownBy(failing::toList).withMessage("broken");
    }
}
