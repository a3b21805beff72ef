#include "decode/table_row.hpp"

#include <gtest/gtest.h>

namespace zhailu::decode {
namespace {

TEST(TableRow, ShortCellsStandOnOneLine) {
  EXPECT_EQ(row_line({"姓名", "职务"}), "姓名　职务");
  EXPECT_EQ(row_line({"姓名", "", "职\n务"}), "姓名　职 务");
  EXPECT_EQ(row_line({"", ""}), "");
  EXPECT_EQ(row_line({}), "");
}

TEST(TableRow, ALongCellLaysOutAPage) {
  EXPECT_FALSE(row_line({std::string(601, 'x'), "b"}).has_value());
  EXPECT_FALSE(row_line({"a", "1\n2\n3\n4\n5\n6\n7"}).has_value());
}

}  // namespace
}  // namespace zhailu::decode
