// SPDX-License-Identifier: MIT

#include "fakes/records.h"
#include "places.h"
#include "wire/json.h"
#include "wire/problem.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <utility>

namespace sangdam::wire {
namespace {

using base::Errc;

constexpr std::string_view kAll[] = {
    code::kBadRequest,       code::kNotFound,        code::kMethodNotAllowed, code::kTooLarge,
    code::kUnsupportedMedia, code::kSignInRequired,  code::kWrongPassword,    code::kLockedOut,
    code::kForbidden,        code::kReplaced,        code::kRevisionConflict, code::kAlreadyTaken,
    code::kCallGone,         code::kKeyReused,       code::kTooManyRequests,  code::kTimedOut,
    code::kUnavailable,      code::kInternal,        code::kNotApproved,      code::kDoNotCall,
    code::kOutcallGoingOn,   code::kSeatUnreachable, code::kNoExtension,      code::kExists};

TEST(Problem, EveryErrorComesOutOfTheWireWithItsCode) {
    for (const Errc errc : {Errc::BadInput, Errc::NotFound, Errc::Refused, Errc::TimedOut,
                            Errc::Unavailable, Errc::Conflict, Errc::Internal}) {
        const auto read = from_json<Problem>(to_json(problem_of({errc, "why"})));
        ASSERT_TRUE(read);
        EXPECT_EQ(error_of(*read).code, errc);
        EXPECT_EQ(error_of(*read).what, "why");
    }
}

TEST(Problem, TheWinnerOfACallIsNamed) {
    auto taken = problem(code::kAlreadyTaken, "picked up");
    taken.winner = "이순신";
    const auto read = from_json<Problem>(to_json(taken));
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, taken);
    EXPECT_EQ(error_of(*read).code, Errc::Conflict);
    EXPECT_EQ(error_of(*read).what, "이순신");
}

TEST(Problem, AConflictCarriesTheNewerCopy) {
    auto conflict = problem(code::kRevisionConflict);
    conflict.current = to_json(fakes::a_wrap_up());
    const auto read = from_json<Problem>(to_json(conflict));
    ASSERT_TRUE(read);
    const auto newer = from_json<core::WrapUp>(read->current);
    ASSERT_TRUE(newer);
    EXPECT_EQ(*newer, fakes::a_wrap_up());
}

TEST(Problem, AnUnknownCodeIsJudgedByItsStatus) {
    Problem from_the_future{418, "teapot", "", "", "", ""};
    EXPECT_EQ(error_of(from_the_future).code, Errc::BadInput);
    EXPECT_EQ(error_of(from_the_future).what, "HTTP 418");
    from_the_future.status = 502;
    EXPECT_EQ(error_of(from_the_future).code, Errc::Unavailable);
    from_the_future.status = 599;
    EXPECT_EQ(error_of(from_the_future).code, Errc::Internal);
}

TEST(Problem, TheContractListsTheSameCodesAsTheProgram) {
    std::ifstream file(SANGDAM_ROOT "/src/wire/openapi.yaml");
    const std::string contract{std::istreambuf_iterator<char>(file), {}};
    ASSERT_FALSE(contract.empty());
    std::set<std::string> listed;
    const auto begin = contract.find("[bad_request");
    ASSERT_NE(begin, std::string::npos);
    std::string word;
    for (std::size_t at = begin + 1; at < contract.size() && contract[at - 1] != ']'; ++at) {
        if (contract[at] == '_' || (contract[at] >= 'a' && contract[at] <= 'z'))
            word += contract[at];
        else if (!word.empty())
            listed.insert(std::exchange(word, {}));
    }
    std::set<std::string> ours;
    for (const auto each : kAll) {
        ours.emplace(each);
        EXPECT_EQ(problem(each).code, each) << "has no status and title";
    }
    EXPECT_EQ(listed, ours);
}

} // namespace
} // namespace sangdam::wire
