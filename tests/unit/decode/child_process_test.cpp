#include "decode/child_process.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace zhailu::decode {
namespace {

using End = ChildOutcome::End;
using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;

ChildOutcome shell(const std::string& script, std::string_view input = {},
                   ChildLimits limits = {}) {
  return run_child({"sh", "-c", script}, input, limits);
}

TEST(ChildProcess, BytesInBytesOut) {
  const std::string bytes(300'000, '\xE4');
  const ChildOutcome outcome = run_child({"cat"}, bytes);
  EXPECT_EQ(outcome.end, End::kExited);
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.output, bytes);
  EXPECT_EQ(outcome.errors, "");
}

TEST(ChildProcess, CodeAndMessages) {
  const ChildOutcome outcome = shell("echo text; echo wrong >&2; exit 3");
  EXPECT_EQ(outcome.end, End::kExited);
  EXPECT_EQ(outcome.code, 3);
  EXPECT_EQ(outcome.output, "text\n");
  EXPECT_EQ(outcome.errors, "wrong\n");
}

TEST(ChildProcess, MessagesAreCutAndNotWaitedFor) {
  const ChildOutcome outcome = shell("yes wrong | head -c 1000000 >&2");
  EXPECT_EQ(outcome.end, End::kExited);
  EXPECT_EQ(outcome.errors.size(), 4096u);
}

TEST(ChildProcess, AProgramThatIsNotThere) {
  EXPECT_EQ(run_child({"zhailu-no-such-program"}, "x").end, End::kNotThere);
}

TEST(ChildProcess, TimeIsLimited) {
  ChildLimits limits;
  limits.time = 200ms;
  for (const std::string script :
       {"exec sleep 60", "exec >&- 2>&-; exec sleep 60", "while :; do :; done"}) {
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(shell(script, {}, limits).end, End::kTooSlow) << script;
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 10s) << script;
  }
}

TEST(ChildProcess, OutputIsLimited) {
  ChildLimits limits;
  limits.output_bytes = 1000;
  EXPECT_EQ(run_child({"yes"}, {}, limits).end, End::kTooMuch);
}

TEST(ChildProcess, MemoryIsLimited) {
  ChildLimits limits;
  limits.memory_bytes = std::size_t{64} << 20;
  // The limit comes a moment after the start, so the child waits one.
  const ChildOutcome outcome = shell("sleep 0.2; x=x; while :; do x=$x$x; done", {}, limits);
  EXPECT_FALSE(outcome.end == End::kExited && outcome.code == 0);
  EXPECT_NE(outcome.end, End::kTooSlow);
}

TEST(ChildProcess, TheSurroundingsStayOutside) {
  ASSERT_EQ(::setenv("ZHAILU_SECRET", "x", 1), 0);
  const ChildOutcome outcome = shell("env");
  EXPECT_EQ(outcome.output.find("ZHAILU_SECRET"), std::string::npos);
  EXPECT_NE(outcome.output.find("LC_ALL=C\n"), std::string::npos);
}

TEST(ChildProcess, ItsOwnDeathIsNamed) { EXPECT_EQ(shell("kill -SEGV $$").end, End::kKilled); }

}  // namespace
}  // namespace zhailu::decode
