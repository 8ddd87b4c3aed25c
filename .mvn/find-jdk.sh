# Sourced by ./mvnw and ./sluice. Sets JAVA_HOME to a JDK 25, or prints one line and fails.
#
# The machine's default java is often older, so the usual places are searched: JAVA_HOME, the PATH, the system's
# JDK folders, macOS's java_home, SDKMAN and the like. SLUICE_JAVA_HOME overrides them all.

sluice_is_jdk25() {
  [ -x "$1/bin/javac" ] && [ -f "$1/release" ] && grep -q '^JAVA_VERSION="25' "$1/release"
}

sluice_find_jdk() {
  if [ -n "${SLUICE_JAVA_HOME-}" ]; then
    if sluice_is_jdk25 "$SLUICE_JAVA_HOME"; then
      JAVA_HOME=$SLUICE_JAVA_HOME
      return 0
    fi
    echo "sluice: SLUICE_JAVA_HOME=$SLUICE_JAVA_HOME is not a JDK 25" >&2
    return 1
  fi
  sluice_path_java=$(command -v javac 2>/dev/null || true)
  if [ -n "$sluice_path_java" ]; then
    sluice_path_java=$(readlink -f "$sluice_path_java" 2>/dev/null || echo "$sluice_path_java")
    sluice_path_java=${sluice_path_java%/bin/javac}
  fi
  sluice_mac_java=
  if [ -x /usr/libexec/java_home ]; then
    sluice_mac_java=$(/usr/libexec/java_home -v 25 2>/dev/null || true)
  fi
  for sluice_jdk in "${JAVA_HOME-}" "$sluice_path_java" "$sluice_mac_java" \
    /usr/lib/jvm/*25* /usr/java/*25* /opt/java/*25* /opt/jdk*25* /opt/*jdk*25* \
    "$HOME"/.sdkman/candidates/java/25* "$HOME"/.jdks/*25* \
    /Library/Java/JavaVirtualMachines/*25*/Contents/Home; do
    if [ -n "$sluice_jdk" ] && sluice_is_jdk25 "$sluice_jdk"; then
      JAVA_HOME=$sluice_jdk
      return 0
    fi
  done
  echo "sluice: no JDK 25 found; install one (for example Eclipse Temurin 25) or set SLUICE_JAVA_HOME to its folder" >&2
  return 1
}

sluice_find_jdk || exit 69
export JAVA_HOME
