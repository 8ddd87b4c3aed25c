import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Puts the libraries of a program's jar together into one, and lets its class path lead to that:
/// each jar on a class path keeps a file open from the first class that is looked for in it or
/// behind it, and sixty of them are all that a process may have open where that is limited to 64.
///
/// Of what several jars have under one name the first one's is taken, as a class path would;
/// declarations of services are put together.
///
/// Run as a single source file: `java OneLibrary.java PROGRAM_JAR`. May be run again.
final class OneLibrary {

  private static final String LIBRARY = "lib/libraries.jar";

  /// Where the program's manifest keeps its class path as it was built.
  private static final Attributes.Name BUILT_FROM = new Attributes.Name("Libraries");

  private OneLibrary() {}

  public static void main(String[] args) throws IOException {
    Path program = Path.of(args[0]);
    Manifest manifest;
    try (JarFile jar = new JarFile(program.toFile())) {
      manifest = jar.getManifest();
    }
    Attributes main = manifest.getMainAttributes();
    main.putIfAbsent(BUILT_FROM, main.getValue(Attributes.Name.CLASS_PATH));
    main.put(Attributes.Name.CLASS_PATH, LIBRARY);
    List<Path> libraries = new ArrayList<>();
    for (String each : main.getValue(BUILT_FROM).split(" ")) {
      libraries.add(program.resolveSibling(each));
    }
    write(program.resolveSibling(LIBRARY), new Manifest(), libraries);
    write(program, manifest, List.of(program));
  }

  private static void write(Path jar, Manifest manifest, List<Path> from) throws IOException {
    manifest.getMainAttributes().putIfAbsent(Attributes.Name.MANIFEST_VERSION, "1.0");
    Path made = jar.resolveSibling(jar.getFileName() + ".new");
    try (OutputStream file = Files.newOutputStream(made);
        ZipOutputStream out = new ZipOutputStream(file)) {
      out.putNextEntry(new ZipEntry(JarFile.MANIFEST_NAME));
      manifest.write(out);
      Map<String, byte[]> services = new LinkedHashMap<>();
      Set<String> written = new HashSet<>(Set.of(JarFile.MANIFEST_NAME));
      for (Path each : from) {
        add(each, out, written, services);
      }
      for (Map.Entry<String, byte[]> service : services.entrySet()) {
        out.putNextEntry(new ZipEntry(service.getKey()));
        out.write(service.getValue());
      }
    }
    Files.move(made, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void add(
      Path library, ZipOutputStream out, Set<String> written, Map<String, byte[]> services)
      throws IOException {
    try (JarFile in = new JarFile(library.toFile())) {
      for (JarEntry entry : Collections.list(in.entries())) {
        String name = entry.getName();
        byte[] content;
        try (InputStream stream = in.getInputStream(entry)) {
          content = stream.readAllBytes();
        }
        if (name.startsWith("META-INF/services/") && !entry.isDirectory()) {
          services.merge(name, content, OneLibrary::lines);
        } else if (written.add(name)) {
          ZipEntry copy = new ZipEntry(name);
          copy.setTime(entry.getTime());
          out.putNextEntry(copy);
          out.write(content);
        }
      }
    }
  }

  private static byte[] lines(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + 1 + second.length);
    both[first.length] = '\n';
    System.arraycopy(second, 0, both, first.length + 1, second.length);
    return both;
  }
}
