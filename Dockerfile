# drolt on Linux x86_64, from the archive that RELEASING.md builds:
#   docker build -t drolt .
#   docker run --rm -u "$(id -u)" -v "$PWD:/work" drolt train photos --time 5m
FROM eclipse-temurin:25-jre
ADD drolt-cli/target/drolt-*-linux-x86_64.tar.gz /opt/
RUN ln -s /opt/drolt-*/bin/drolt /usr/local/bin/drolt
# The cache of data sets, for whatever user the container runs as.
ENV XDG_CACHE_HOME=/tmp/cache
WORKDIR /work
ENTRYPOINT ["drolt"]
