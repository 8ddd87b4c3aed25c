import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Brings a jar's classes to a version that a start-up cache takes: those of Java 5, as picocli's,
/// have no stack maps, so the virtual machine will not store them and verifies them anew at each
/// start, slowly. The code stays what it is; each class is verified here after the change.
///
/// Run as a single source file: `java ModernClasses.java JAR...`. A jar with nothing to do is left
/// alone.
final class ModernClasses {

  /// Java 8: the oldest whose every class has stack maps and which this JDK's cache takes.
  private static final int WANTED_MAJOR = 52;

  /// Below this (Java 6) a class has no stack maps.
  private static final int FIRST_WITH_STACK_MAPS = 50;

  private ModernClasses() {}

  public static void main(String[] jars) throws IOException {
    for (String jar : jars) {
      modernize(Path.of(jar));
    }
  }

  private static void modernize(Path jar) throws IOException {
    Path made = jar.resolveSibling(jar.getFileName() + ".new");
    boolean changed = false;
    try (URLClassLoader classes = new URLClassLoader(new URL[] {jar.toUri().toURL()});
        JarFile in = new JarFile(jar.toFile());
        OutputStream file = Files.newOutputStream(made);
        ZipOutputStream out = new ZipOutputStream(file)) {
      ClassFile classFile =
          ClassFile.of(
              StackMapsOption.GENERATE_STACK_MAPS,
              ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(classes)));
      for (JarEntry entry : Collections.list(in.entries())) {
        byte[] content;
        try (InputStream stream = in.getInputStream(entry)) {
          content = stream.readAllBytes();
        }
        if (entry.getName().endsWith(".class")) {
          ClassModel model = classFile.parse(content);
          if (model.majorVersion() < FIRST_WITH_STACK_MAPS) {
            content = modernized(classFile, model, entry.getName());
            changed = true;
          }
        }
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTime(entry.getTime());
        out.putNextEntry(copy);
        out.write(content);
      }
    }
    if (changed) {
      Files.move(made, jar, StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.delete(made);
    }
  }

  private static byte[] modernized(ClassFile classFile, ClassModel model, String name)
      throws IOException {
    ClassTransform version =
        (builder, element) -> {
          if (element instanceof ClassFileVersion) {
            builder.withVersion(WANTED_MAJOR, 0);
          } else {
            builder.with(element);
          }
        };
    ClassTransform rewritten =
        version.andThen(ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL));
    byte[] content = classFile.transformClass(model, rewritten);
    if (!classFile.verify(content).isEmpty()) {
      throw new IOException(name + " does not verify: " + classFile.verify(content));
    }
    return content;
  }
}
