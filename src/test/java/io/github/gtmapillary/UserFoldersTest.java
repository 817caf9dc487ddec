package io.github.gtmapillary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserFoldersTest {

    @ParameterizedTest
    @CsvSource({
        "Linux,,,/home/me/.cache/gt-mapillary",
        "Linux,XDG_CACHE_HOME,/var/caches,/var/caches/gt-mapillary",
        "Linux,XDG_CACHE_HOME,relative,/home/me/.cache/gt-mapillary",
        "Linux,XDG_CACHE_HOME,' ',/home/me/.cache/gt-mapillary",
        "Linux,HOME,/other,/home/me/.cache/gt-mapillary",
        "Mac OS X,,,/home/me/Library/Caches/gt-mapillary",
        "Windows 11,,,/home/me/AppData/Local/gt-mapillary/cache",
        "WINDOWS 11,LOCALAPPDATA,/local,/local/gt-mapillary/cache"
    })
    void theCacheIsWhereTheSystemHasIt(String system, String variable, String value, File expected) {
        assertThat(cache(system, "/home/me", variable, value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Linux,?,HOME,/app,/app/.cache/gt-mapillary",
        "Linux,'',HOME,/app,/app/.cache/gt-mapillary",
        "Linux,?,XDG_CACHE_HOME,/var/caches,/var/caches/gt-mapillary",
        "Linux,?,,,/tmp/gt-mapillary",
        "Linux,?,HOME,?,/tmp/gt-mapillary",
        "Linux,?,HOME,'',/tmp/gt-mapillary",
        "Mac OS X,?,HOME,/app,/app/Library/Caches/gt-mapillary",
        "Mac OS X,?,,,/tmp/gt-mapillary",
        "Windows 11,?,,,/tmp/gt-mapillary"
    })
    void withoutAHomeTheCacheIsInTheFolderForTemporaryFiles(
            String system, String home, String variable, String value, File expected) {
        assertThat(cache(system, home, variable, value)).isEqualTo(expected);
    }

    @Test
    void aHomeThatNoPathCanNameIsNoError() {
        assertThat(cache("Linux", "/home/\0", null, null)).isEqualTo(new File("/home/\0/.cache/gt-mapillary"));
    }

    private static File cache(String system, String home, String variable, String value) {
        Map<String, String> environment = new HashMap<>();
        environment.put(variable, value);
        Map<String, String> properties = Map.of("os.name", system, "user.home", home, "java.io.tmpdir", "/tmp");
        return new UserFolders(environment::get, properties::get).cache();
    }
}
