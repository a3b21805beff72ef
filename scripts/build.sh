# Quiet builds, for ./run and ./test; sourced.

# build_into FOLDER TARGETS CMAKE-OPTIONS…: configures when needed, builds; the output is shown only when it fails.
build_into() {
  local folder=$1 targets=$2
  shift 2
  mkdir -p "$folder"
  exec 9>"$folder/lock"
  flock 9 # one build at a time in a folder
  local launcher=()
  if command -v ccache >/dev/null; then launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache); fi
  if ! { cmake -S "$root" -B "$folder" -G Ninja "${launcher[@]}" "$@" && ninja -C "$folder" $targets; } \
    >"$folder/build.log" 2>&1; then
    grep -E -A12 'error|FAILED' "$folder/build.log" | head -60 >&2
    echo "The build failed; all of it: $folder/build.log (编译失败)" >&2
    exit 3
  fi
  exec 9>&-
}

# The program that users get: $root/build/release/zhailu.
build_release() {
  if [ ! -x "$root/build/release/zhailu" ]; then
    echo "Building the program, once, a few minutes (首次编译程序，需要几分钟)" >&2
  fi
  build_into "$root/build/release" zhailu_program -DCMAKE_BUILD_TYPE=Release
}
