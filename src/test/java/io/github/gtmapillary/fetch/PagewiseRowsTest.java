package io.github.gtmapillary.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.model.Row;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PagewiseRowsTest {
    private int pagesRead;

    private PagewiseRows pages(List<List<String>> ids) {
        Iterator<List<String>> pages = ids.iterator();
        return new PagewiseRows() {
            @Override
            @Nullable List<Row> nextPage() {
                pagesRead++;
                return pages.hasNext()
                        ? Stream.of(pages.next())
                                .flatMap(List::stream)
                                .map(id -> new Row(id, List.of(), null))
                                .toList()
                        : null;
            }
        };
    }

    @Test
    void rowsComePageByPage() throws IOException {
        assertThat(Scans.ids(pages(List.of(List.of("1", "2"), List.of("3"))))).containsExactly("1", "2", "3");
    }

    @Test
    void aPageWithoutRowsIsNotTheEnd() throws IOException {
        assertThat(Scans.ids(pages(List.of(List.of(), List.of(), List.of("1")))))
                .containsExactly("1");
    }

    @Test
    void noPageIsReadBeforeTheRowsOfTheOneBeforeIt() throws IOException {
        PagewiseRows rows = pages(List.of(List.of("1", "2"), List.of("3")));
        rows.next();
        rows.next();
        assertThat(pagesRead).isEqualTo(1);
    }
}
