package dev.sluice.store.s3.api;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The content type that a key's extension stands for. Text types name no charset: nobody has
/// looked into the file.
public final class ContentTypes {

  /// What S3 itself assigns where the writer says nothing.
  public static final String UNKNOWN = "binary/octet-stream";

  private static final int LONGEST_EXTENSION = 11;

  private static final Map<String, String> BY_EXTENSION =
      table(
          """
          text/plain txt text log conf ini properties
          text/html html htm
          text/css css
          text/csv csv
          text/tab-separated-values tsv
          text/markdown md markdown
          text/calendar ics
          text/vcard vcf
          text/vtt vtt
          text/xml xsd xsl
          text/javascript js mjs
          application/json json
          application/ld+json jsonld
          application/geo+json geojson
          application/x-ndjson ndjson jsonl
          application/manifest+json webmanifest
          application/xml xml
          application/xhtml+xml xhtml
          application/rss+xml rss
          application/atom+xml atom
          application/yaml yaml yml
          application/toml toml
          application/wasm wasm
          application/sql sql
          application/rtf rtf
          application/pdf pdf
          application/postscript ps eps ai
          application/epub+zip epub
          application/zip zip
          application/gzip gz tgz
          application/x-bzip2 bz2
          application/x-xz xz
          application/zstd zst
          application/x-7z-compressed 7z
          application/vnd.rar rar
          application/x-tar tar
          application/java-archive jar war ear
          application/vnd.android.package-archive apk
          application/vnd.debian.binary-package deb
          application/x-rpm rpm
          application/x-iso9660-image iso
          application/x-apple-diskimage dmg
          application/x-sh sh
          application/msword doc
          application/vnd.ms-excel xls
          application/vnd.ms-powerpoint ppt
          application/vnd.openxmlformats-officedocument.wordprocessingml.document docx
          application/vnd.openxmlformats-officedocument.spreadsheetml.sheet xlsx
          application/vnd.openxmlformats-officedocument.presentationml.presentation pptx
          application/vnd.oasis.opendocument.text odt
          application/vnd.oasis.opendocument.spreadsheet ods
          application/vnd.oasis.opendocument.presentation odp
          application/vnd.apache.parquet parquet
          application/vnd.sqlite3 sqlite sqlite3
          application/vnd.google-earth.kml+xml kml
          application/vnd.google-earth.kmz kmz
          application/x-x509-ca-cert crt der
          application/x-pem-file pem
          application/pgp-signature sig asc
          image/jpeg jpg jpeg jpe
          image/png png
          image/apng apng
          image/gif gif
          image/webp webp
          image/avif avif
          image/heic heic
          image/heif heif
          image/jxl jxl
          image/bmp bmp
          image/tiff tif tiff
          image/svg+xml svg svgz
          image/vnd.microsoft.icon ico
          image/vnd.adobe.photoshop psd
          audio/mpeg mp3
          audio/mp4 m4a
          audio/aac aac
          audio/ogg ogg oga opus
          audio/flac flac
          audio/wav wav
          audio/midi mid midi
          video/mp4 mp4 m4v
          video/mpeg mpeg mpg
          video/webm webm
          video/ogg ogv
          video/quicktime mov
          video/x-msvideo avi
          video/x-matroska mkv
          video/mp2t ts
          application/vnd.apple.mpegurl m3u8
          application/dash+xml mpd
          font/woff woff
          font/woff2 woff2
          font/ttf ttf
          font/otf otf
          model/gltf+json gltf
          model/gltf-binary glb
          """);

  private ContentTypes() {}

  private static Map<String, String> table(String lines) {
    Map<String, String> types = new HashMap<>();
    lines
        .lines()
        .map(line -> line.split(" ", -1))
        .forEach(words -> {
          for (int i = 1; i < words.length; i++) {
            types.put(words[i], words[0]);
          }
        });
    return Map.copyOf(types);
  }

  /// The type for `key`, or [#UNKNOWN].
  public static String ofKey(String key) {
    int dot = key.lastIndexOf('.');
    int length = key.length() - dot - 1;
    if (dot < 0 || length == 0 || length > LONGEST_EXTENSION || key.indexOf('/', dot) >= 0) {
      return UNKNOWN;
    }
    return BY_EXTENSION.getOrDefault(key.substring(dot + 1).toLowerCase(Locale.ROOT), UNKNOWN);
  }
}
