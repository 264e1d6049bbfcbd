# What bin/* share: finding JDK 25, installing what is missing, building. Sourced, not run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }

# Debian packages that are not there yet are installed, with one line that says so.
need() {
    local missing=()
    local pair
    for pair in "$@"; do
        command -v "${pair%%=*}" >/dev/null 2>&1 || missing+=("${pair##*=}")
    done
    [ ${#missing[@]} -eq 0 ] && return
    say "Installing ${missing[*]} ..."
    command -v apt-get >/dev/null 2>&1 || stop "Please install: ${missing[*]}"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } \
        >/dev/null || stop "These Debian packages could not be installed: ${missing[*]}"
}

is_jdk25() { [ -x "$1/bin/javac" ] && "$1/bin/javac" -version 2>&1 | grep -q '^javac 25'; }

find_jdk() {
    local home
    for home in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
        if [ -n "$home" ] && is_jdk25 "$home"; then export JAVA_HOME="$home"; return; fi
    done
    if command -v apt-get >/dev/null 2>&1; then
        apt-get update -qq >/dev/null 2>&1 || true
        if apt-cache show openjdk-25-jdk-headless >/dev/null 2>&1; then
            say "Installing openjdk-25-jdk-headless ..."
            DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends openjdk-25-jdk-headless >/dev/null || true
            for home in /usr/lib/jvm/*; do
                if is_jdk25 "$home"; then export JAVA_HOME="$home"; return; fi
            done
        fi
    fi
    stop "Countersign needs JDK 25: unpack one (Temurin 25, for example) under /usr/lib/jvm, or set JAVA_HOME to it."
}

# What the browser gets comes from npm, by lock file.
frontend() {
    if [ ! -d node_modules ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
        need node=nodejs npm=npm
        say "Fetching what the browser gets ..."
        npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2 || stop "npm could not fetch what package-lock.json names."
        touch node_modules/.package-lock.json
    fi
}

ground() {
    find_jdk
    need mvn=maven node=nodejs npm=npm unshare=util-linux curl=curl
    frontend
}

app=target/app/countersign.jar
rehearsed=target/app/countersign.aot
java_options=(@bin/java.options)

build() {
    local jar=target/countersign.jar
    if [ ! -f "$jar" ] || [ -n "$(find pom.xml package-lock.json src/main -newer "$jar" -print -quit)" ]; then
        say "Building (the first time takes a few minutes) ..."
        mvn -q -B -DskipTests package >target-build.log 2>&1 || { cat target-build.log >&2; rm -f target-build.log; stop "The build failed."; }
        rm -f target-build.log
    fi
    # It runs taken apart: classes are then found without one thread waiting for another.
    if [ ! -f "$app" ] || [ "$jar" -nt "$app" ]; then
        rm -rf target/app target/app.new
        "$JAVA_HOME/bin/java" -Djarmode=tools -jar "$jar" extract --destination target/app.new >/dev/null ||
            stop "$jar could not be taken apart."
        mv target/app.new target/app
        rehearse
    fi
    [ ! -f "$rehearsed" ] || java_options+=("-XX:AOTCache=$rehearsed")
}

# One start in a folder that is thrown away: Java keeps what it loaded and linked, and later starts take half as long. Without it
# everything works as well.
rehearse() {
    local folder
    folder=$(mktemp -d "${TMPDIR:-/tmp}/countersign-rehearsal.XXXXXX")
    say "Rehearsing the start ..."
    timeout --kill-after=5 120 "$JAVA_HOME/bin/java" "${java_options[@]}" "-XX:AOTCacheOutput=$rehearsed" -Dspring.context.exit=onRefresh -jar "$app" \
        --server.port=0 --countersign.data="$folder" >"$folder/log" 2>&1 ||
        { rm -f "$rehearsed"; say "The rehearsal failed, so starts take longer: $(tail -n 1 "$folder/log")"; }
    # Java ends without a word to the application, so its database is ended here; nothing of it is kept.
    if [ -f "$folder/postgres/postmaster.pid" ]; then
        kill -QUIT "$(head -n 1 "$folder/postgres/postmaster.pid")" 2>/dev/null || true
        sleep 1
    fi
    rm -rf "$folder" || true
}

# Starts an installation of the script's own, with the demonstration, on a free port and in a fresh folder, and ends it with the
# script. Sets url, and file to how to sign in.
own_installation() {
    local port=$((20000 + RANDOM % 20000))
    own_data=$(mktemp -d "${TMPDIR:-/tmp}/countersign-own.XXXXXX")
    url="http://127.0.0.1:$port" file="$own_data/demo.json"
    say "Starting an installation of its own ..."
    "$JAVA_HOME/bin/java" "${java_options[@]}" -jar "$app" --server.port="$port" --countersign.data="$own_data" \
        --countersign.demonstration=true --countersign.greets=true >"$own_data/log" 2>&1 &
    own=$!
    trap 'kill "$own" 2>/dev/null || true; wait "$own" 2>/dev/null || true; rm -rf "$own_data"' EXIT
    for _ in $(seq 1 240); do
        curl -fs -o /dev/null "$url/health/ready" 2>/dev/null && return
        kill -0 "$own" 2>/dev/null || break
        sleep 1
    done
    tail -n 30 "$own_data/log" >&2
    stop "It did not start."
}
