package io.github.gtmapillary.fetch;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What this package logs while a test runs. */
final class FetchLog implements BeforeEachCallback, AfterEachCallback {
    private final Logger logger = Logger.getLogger(FetchLog.class.getPackageName());
    private final List<LogRecord> records = new ArrayList<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            records.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    /** The lines of one level, as people see them. */
    List<String> at(Level level) {
        SimpleFormatter formatter = new SimpleFormatter();
        return records.stream()
                .filter(line -> line.getLevel().equals(level))
                .map(formatter::formatMessage)
                .toList();
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        logger.setLevel(Level.FINE);
        logger.setUseParentHandlers(false);
        logger.addHandler(listener);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        logger.removeHandler(listener);
        logger.setUseParentHandlers(true);
        logger.setLevel(null);
    }
}
