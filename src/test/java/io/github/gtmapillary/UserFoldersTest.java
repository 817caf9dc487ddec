package io.github.gtmapillary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserFoldersTest {

    @ParameterizedTest
    @CsvSource({
        "Linux,,,/home/me/.cache/gt-mapillary",
        "Linux,XDG_CACHE_HOME,/var/caches,/var/caches/gt-mapillary",
        "Linux,XDG_CACHE_HOME,relative,/home/me/.cache/gt-mapillary",
        "Linux,XDG_CACHE_HOME,' ',/home/me/.cache/gt-mapillary",
        "Mac OS X,,,/home/me/Library/Caches/gt-mapillary",
        "Windows 11,,,/home/me/AppData/Local/gt-mapillary/cache",
        "WINDOWS 11,LOCALAPPDATA,/local,/local/gt-mapillary/cache"
    })
    void theCacheIsWhereTheSystemHasIt(String system, String variable, String value, Path expected) {
        Map<String, String> environment = variable == null ? Map.of() : Map.of(variable, value);
        assertThat(UserFolders.cache(environment::get, system, Path.of("/home/me")))
                .isEqualTo(expected);
    }
}
