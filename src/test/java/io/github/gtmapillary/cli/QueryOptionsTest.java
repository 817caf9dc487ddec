package io.github.gtmapillary.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import org.geotools.api.data.Query;
import org.geotools.api.filter.And;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.sort.SortBy;
import org.geotools.api.filter.sort.SortOrder;
import org.geotools.api.filter.spatial.BBOX;
import org.geotools.filter.text.ecql.ECQL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueryOptionsTest {

    private CommandRun command;

    @BeforeEach
    void commandOnThreeImages() throws IOException {
        command = new CommandRun();
    }

    @Test
    void everyOptionReachesTheQuery() throws Exception {
        Query query = query(
                "--bbox",
                "-180,-90,180,90",
                "--cql",
                "is_pano = true OR is_pano = false",
                "--attributes",
                "compass_angle, id,id",
                "--sort",
                "compass_angle,-id",
                "--limit",
                "2",
                "--offset",
                "1");
        assertThat(query.getTypeName()).isEqualTo("images");
        assertThat(query.getPropertyNames()).containsExactly("compass_angle", "id");
        assertThat(query.getMaxFeatures()).isEqualTo(2);
        assertThat(query.getStartIndex()).isEqualTo(1);
        assertThat(query.getSortBy())
                .extracting(key -> key.getPropertyName().getPropertyName(), SortBy::getSortOrder)
                .containsExactly(tuple("compass_angle", SortOrder.ASCENDING), tuple("id", SortOrder.DESCENDING));
        assertThat(((And) query.getFilter()).getChildren())
                .hasSize(2)
                .contains(ECQL.toFilter("is_pano = true OR is_pano = false"));
    }

    @Test
    void withoutOptionsTheWholeTypeIsAskedFor() {
        Query query = query();
        assertThat(query.getFilter()).isEqualTo(Filter.INCLUDE);
        assertThat(query.getPropertyNames()).isNull();
        assertThat(query.getSortBy()).isNullOrEmpty();
        assertThat(query.isMaxFeaturesUnlimited()).isTrue();
        assertThat(query.getStartIndex()).isNull();
    }

    @Test
    void theBoxIsOnTheGeometryWithoutACrs() {
        BBOX box = (BBOX) query("--bbox", "-79.4,43.64,-79.38,43.66").getFilter();
        assertThat(box.getExpression1()).hasToString("geometry");
        assertThat(box.getBounds().getCoordinateReferenceSystem()).isNull();
        assertThat(new double[] {
                    box.getBounds().getMinX(),
                    box.getBounds().getMinY(),
                    box.getBounds().getMaxX(),
                    box.getBounds().getMaxY()
                })
                .containsExactly(-79.4, 43.64, -79.38, 43.66);
    }

    @Test
    void theBoxOverTheDateLineEndsBeyond180() {
        BBOX box = (BBOX) query("--bbox", "179,-20,-179,20").getFilter();
        assertThat(box.getBounds().getMinX()).isEqualTo(179);
        assertThat(box.getBounds().getMaxX()).isEqualTo(181);
    }

    @Test
    void aMinusSortsDownwardsEvenBeforeALetterThatIsAnOption() {
        SortBy[] sort = query("--sort", "-organization_id").getSortBy();
        assertThat(sort[0].getPropertyName().getPropertyName()).isEqualTo("organization_id");
        assertThat(sort[0].getSortOrder()).isEqualTo(SortOrder.DESCENDING);
    }

    @Test
    void aSortOrderMayFollowAnEqualsSign() {
        SortBy[] sort = query("--sort=-organization_id,id").getSortBy();
        assertThat(sort).extracting(SortBy::getSortOrder).containsExactly(SortOrder.DESCENDING, SortOrder.ASCENDING);
    }

    @Test
    void noAttributesAtAllAreAllowed() {
        assertThat(query("--attributes", "").getPropertyNames()).isEmpty();
    }

    @Test
    void timesInCqlAreRead() {
        assertThat(command.run(
                        "query",
                        "images",
                        "--count",
                        "--cql",
                        "captured_at DURING 2021-12-31T00:00:00Z/2022-01-02T00:00:00Z"))
                .isZero();
        assertThat(command.out()).isEqualTo("1\n");
    }

    @Test
    void theCountIsTheStoresOwnWhenItHasOne() {
        assertThat(command.run("query", "images", "--count")).isZero();
        assertThat(command.out()).isEqualTo("3\n");
        assertThat(command.store.queries).isEmpty();
    }

    @Test
    void theCountIsReadWhenTheStoreHasNone() {
        command.run("query", "images", "--count", "--cql", "\"id\" <> 'x'", "--limit", "5", "--offset", "1");
        assertThat(command.out()).isEqualTo("2\n");
        assertThat(command.progress).containsExactly("1", "2", "end");
    }

    @Test
    void aLimitOfZeroIsNoFeature() {
        command.run("query", "images", "--limit", "0", "--format", "geojsonl");
        assertThat(command.out()).isEmpty();
    }

    @Test
    void progressIsSilentWhileResultsGoToTheTerminal() {
        command.run("query", "images");
        assertThat(command.progress).isEmpty();
    }

    @Test
    void explainOnAQueryFramesTheReadOnStderr() {
        assertThat(command.run("query", "images", "--explain", "--format", "geojsonl"))
                .isZero();
        assertThat(command.err()).isEqualTo("will read images\ndid read\n");
        assertThat(command.out()).hasLineCount(3);
    }

    @Test
    void theStoreIsDisposedOf() {
        command.run("query", "images");
        assertThat(command.store.disposed).isTrue();
    }

    private Query query(String... options) {
        String[] args = new String[options.length + 2];
        args[0] = "query";
        args[1] = "images";
        System.arraycopy(options, 0, args, 2, options.length);
        int exit = command.run(args);
        assertThat(exit).as(command.err()).isZero();
        return command.store.lastQuery();
    }
}
