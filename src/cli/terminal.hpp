#pragma once

#include "authoring/drawing.hpp"

namespace zhailu::cli {

// How standard output wants to be drawn on: as wide as the terminal and in colour, unless NO_COLOR is
// set; to a file or a pipe 100 columns without colour, whatever the environment says.
authoring::DrawingStyle drawing_style();

}  // namespace zhailu::cli
