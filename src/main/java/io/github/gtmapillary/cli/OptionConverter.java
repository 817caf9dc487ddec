package io.github.gtmapillary.cli;

import io.github.gtmapillary.ThumbnailSize;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.function.Function;
import org.geotools.api.filter.Filter;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads an option's text, so that a wrong text is refused before any store or sandbox is opened.
 *
 * <p>picocli shows the message of this exception alone; it adds class names to the message of any other.
 */
abstract class OptionConverter<T> implements ITypeConverter<T> {

    private final Function<String, T> parser;

    private OptionConverter(Function<String, T> parser) {
        this.parser = parser;
    }

    @Override
    public T convert(String text) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            TypeConversionException shown = new TypeConversionException(String.valueOf(e.getMessage()));
            shown.initCause(e);
            throw shown;
        }
    }

    static final class OfBox extends OptionConverter<LonLatBox> {
        OfBox() {
            super(LonLatBox::parse);
        }
    }

    static final class OfFilter extends OptionConverter<Filter> {
        OfFilter() {
            super(CqlText::parse);
        }
    }

    static final class OfOutput extends OptionConverter<OutputTarget> {
        OfOutput() {
            super(OutputPath::resolve);
        }
    }

    static final class OfNames extends OptionConverter<CommaList> {
        OfNames() {
            super(CommaList::parse);
        }
    }

    static final class OfSortOrder extends OptionConverter<SortOrderList> {
        OfSortOrder() {
            super(SortOrderList::parse);
        }
    }

    static final class OfCount extends OptionConverter<Integer> {
        OfCount() {
            super(OfCount::parse);
        }

        private static Integer parse(String text) {
            try {
                int count = Integer.parseInt(text);
                if (count >= 0) {
                    return count;
                }
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(message(text), e);
            }
            throw new IllegalArgumentException(message(text));
        }

        private static String message(String text) {
            return "'" + text + "' is not a whole number from 0 to " + Integer.MAX_VALUE;
        }
    }

    static final class OfImageId extends OptionConverter<String> {
        OfImageId() {
            super(OfImageId::parse);
        }

        private static String parse(String text) {
            if (!text.matches("[0-9]{1,19}")) {
                throw new IllegalArgumentException("an image id is a number of 1 to 19 digits");
            }
            return text;
        }
    }

    static final class OfThumbnailSize extends OptionConverter<ThumbnailSize> {
        OfThumbnailSize() {
            super(OfThumbnailSize::parse);
        }

        private static ThumbnailSize parse(String text) {
            return ThumbnailSize.labelled(text)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "the sizes are 256, 1024, 2048 and original, not '" + text + "'"));
        }
    }

    static final class OfParameter extends OptionConverter<Map.Entry<String, String>> {
        OfParameter() {
            super(OfParameter::parse);
        }

        private static Map.Entry<String, String> parse(String text) {
            int sign = text.indexOf('=');
            if (sign > 0) {
                return Map.entry(text.substring(0, sign), text.substring(sign + 1));
            }
            // a text that is no key may be a token
            String shown =
                    text.matches("[a-z_]{1,24}") ? "'" + text + "'" : "the given text, hidden since it may be a token,";
            throw new IllegalArgumentException(
                    "it takes key=value, and " + shown + " has no key and '=': as in -P token_file=FILE");
        }
    }

    static final class OfAddress extends OptionConverter<InetAddress> {
        OfAddress() {
            super(OfAddress::parse);
        }

        private static InetAddress parse(String text) {
            try {
                return InetAddress.getByName(text);
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("'" + text + "' is no address of this machine", e);
            }
        }
    }

    static final class OfPort extends OptionConverter<Integer> {
        OfPort() {
            super(OfPort::parse);
        }

        private static Integer parse(String text) {
            int port = OfCount.parse(text);
            if (port > 65535) {
                throw new IllegalArgumentException("'" + text + "' is not a port from 0 to 65535");
            }
            return port;
        }
    }
}
