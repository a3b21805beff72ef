#include "cli/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

namespace zhailu::cli {

authoring::DrawingStyle drawing_style() {
  authoring::DrawingStyle style;
  if (::isatty(STDOUT_FILENO) == 0) return style;
  winsize window{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col > 0)
    style.width = window.ws_col;
  const char* plain = std::getenv("NO_COLOR");
  style.color = plain == nullptr || *plain == '\0';
  return style;
}

}  // namespace zhailu::cli
