package io.entracep.source;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.lz4.BlockLZ4CompressorInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/**
 * Opens the pages of Parquet files with the libraries that are there anyway, instead of Hadoop's. A
 * page may claim any size: beyond a bound it is damage.
 */
final class ParquetCodecs implements CompressionCodecFactory {

    private static final int MAX_PAGE_BYTES = 512 << 20;

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        throw new UnsupportedOperationException("Nothing is written");
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        return switch (codec) {
            case UNCOMPRESSED -> new Pages((page, size) -> page);
            case SNAPPY -> new Pages((page, size) -> snappy(page));
            case GZIP -> new Pages((page, size) -> read(new GZIPInputStream(stream(page)), size));
            case ZSTD -> new Pages((page, size) -> read(new ZstdInputStream(stream(page)), size));
            case LZ4_RAW ->
                    new Pages(
                            (page, size) ->
                                    read(new BlockLZ4CompressorInputStream(stream(page)), size));
            default ->
                    throw new IllegalArgumentException(
                            "its pages are compressed with %s; export it with Snappy, GZip or Zstandard"
                                    .formatted(codec));
        };
    }

    @Override
    public void release() {}

    private static byte[] snappy(byte[] page) throws IOException {
        return checked(Snappy.uncompressedLength(page)) == 0
                ? new byte[0]
                : Snappy.uncompress(page);
    }

    private static byte[] read(InputStream in, int size) throws IOException {
        try (in) {
            return in.readNBytes(checked(size));
        }
    }

    private static int checked(int size) throws IOException {
        if (size < 0 || size > MAX_PAGE_BYTES) {
            throw new IOException("a page claims to hold " + size + " bytes");
        }
        return size;
    }

    private static InputStream stream(byte[] page) {
        return new ByteArrayInputStream(page);
    }

    /** Opens a page. */
    private interface Opener {
        byte[] open(byte[] page, int size) throws IOException;
    }

    private record Pages(Opener opener) implements BytesInputDecompressor {
        @Override
        public BytesInput decompress(BytesInput page, int size) throws IOException {
            return BytesInput.from(open(page.toInputStream().readAllBytes(), size));
        }

        @Override
        public void decompress(ByteBuffer page, int compressed, ByteBuffer out, int size)
                throws IOException {
            byte[] bytes = new byte[compressed];
            page.get(bytes);
            out.put(open(bytes, size));
        }

        private byte[] open(byte[] page, int size) throws IOException {
            byte[] opened = opener.open(page, size);
            if (opened.length != size) {
                throw new IOException(
                        "a page holds %d bytes and claims %d".formatted(opened.length, size));
            }
            return opened;
        }

        @Override
        public void release() {}
    }
}
