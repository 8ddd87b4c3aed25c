# Sourced by ./sluice and by what makes its start-up cache, which fits only a virtual machine with the same flags.
# Why these: docs/adr/0008-a-start-up-cache.md.
sluice_java_flags="-Xmx${SLUICE_HEAP:-240m} -XX:+UseSerialGC -XX:TieredStopAtLevel=${SLUICE_TIERED:-4} -XX:MaxInlineLevel=6 -XX:InlineSmallCode=800 -XX:FreqInlineSize=100 --enable-native-access=ALL-UNNAMED -Dfile.encoding=UTF-8 -Xlog:os+thread=off"
