# Debian packages, for ./run and ./test; sourced.

build_packages="g++ cmake ninja-build pkg-config libre2-dev libicu-dev libyaml-cpp-dev
  nlohmann-json3-dev libcli11-dev libexpected-dev libfmt-dev libopencc-dev libxml2-dev libssl-dev libtbb-dev
  libzip-dev libxlsxwriter-dev libsqlite3-dev poppler-utils poppler-data antiword"
test_packages="libgtest-dev librapidcheck-dev json-schema-test-suite python3 python3-jsonschema"

# Those of the arguments that are not installed.
missing_packages() {
  local name
  for name in "$@"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || echo "$name"
  done
}

apt_install() {
  DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 --no-remove --no-install-recommends -y install "$@" >&2
}

# Installs what is missing. Without need it touches neither the network nor the package lists.
install_packages() {
  command -v dpkg-query >/dev/null || return 0 # not a Debian: CMake will name what it does not find
  local missing
  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" -ne 0 ]; then
    echo "These Debian packages are missing; install them as root (请用 root 安装下列软件包):" >&2
    echo "  apt-get install --no-install-recommends" $missing >&2
    exit 3
  fi
  echo "Installing (正在安装):" $missing >&2
  apt-get -qq -o DPkg::Lock::Timeout=300 update >&2 || true # old lists may do
  apt_install $missing && return 0
  echo "Trying once more (再试一次)" >&2
  sleep 5
  apt-get -qq -o DPkg::Lock::Timeout=300 update >&2 || true
  apt_install $missing
}
