// SPDX-License-Identifier: MIT
//
// The contract once more on PostgreSQL is skipped, with a sentence, where there is none.

#include "contract/hub/hub_rig.h"

namespace sangdam::hub_contract {
namespace {

class NeedsPostgres : public testing::Environment {
public:
    void SetUp() override {
        if (std::getenv("SANGDAM_ON_POSTGRES") && !rig::the_postgres())
            GTEST_SKIP() << "PostgreSQL is not installed here: apt-get install postgresql";
    }
};

const auto* const kNeedsPostgres = testing::AddGlobalTestEnvironment(new NeedsPostgres);

} // namespace
} // namespace sangdam::hub_contract
