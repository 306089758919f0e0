package io.entracep.source;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** Compresses pages as the writers of Parquet files do. */
final class WritingCodecs implements CompressionCodecFactory {
    private interface Packer {
        byte[] pack(byte[] page) throws IOException;
    }

    private interface Opener {
        OutputStream open(OutputStream out) throws IOException;
    }

    private record Compressor(CompressionCodecName codec, Packer packer)
            implements BytesInputCompressor {
        @Override
        public BytesInput compress(BytesInput page) throws IOException {
            return BytesInput.from(packer.pack(page.toInputStream().readAllBytes()));
        }

        @Override
        public CompressionCodecName getCodecName() {
            return codec;
        }

        @Override
        public void release() {}
    }

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        return new Compressor(
                codec,
                switch (codec) {
                    case SNAPPY -> Snappy::compress;
                    case GZIP -> page -> through(GZIPOutputStream::new, page);
                    case ZSTD -> page -> through(ZstdOutputStream::new, page);
                    case UNCOMPRESSED -> page -> page;
                    default -> throw new IllegalArgumentException(codec.name());
                });
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        throw new UnsupportedOperationException("Nothing is read");
    }

    @Override
    public void release() {}

    private static byte[] through(Opener opener, byte[] page) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = opener.open(bytes)) {
            out.write(page);
        }
        return bytes.toByteArray();
    }
}
