// SPDX-License-Identifier: MIT
//
// An open centre on each driver, with the people and calls that most tests need.
#pragma once

#include "drivers.h"
#include "fakes/records.h"
#include "store/centre_store.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace sangdam::store {

// For lines that only set a test up.
#define SDC_OK(expr)                                                                               \
    do {                                                                                           \
        const auto& sdc_ok = (expr);                                                               \
        ASSERT_TRUE(sdc_ok) << sdc_ok.error().what;                                                \
    } while (false)

#define SDC_ON_THIS_MACHINE(driver)                                                                \
    if (const auto missing = (driver).missing(); !missing.empty()) GTEST_SKIP() << missing

class OnEachDriver : public testing::TestWithParam<Driver> {
protected:
    void SetUp() override {
        SDC_ON_THIS_MACHINE(GetParam());
        open();
    }
    void open() {
        store.reset();
        auto database = GetParam().open(folder.path());
        ASSERT_TRUE(database) << database.error().what;
        auto opened = CentreStore::open(std::move(*database), test_sealer(), fakes::moment());
        ASSERT_TRUE(opened) << opened.error().what;
        store = std::move(*opened);
    }
    core::Agent add_agent(const std::string& login, const std::string& extension) {
        core::Agent agent;
        agent.id = core::AgentId("agent-" + login);
        agent.login = login;
        agent.name = login + "의 이름";
        agent.extension = extension;
        const auto added =
            store->agents.add(agent, "hash", base::Secret("sip-" + login), fakes::moment());
        EXPECT_TRUE(added) << added.error().what;
        return agent;
    }
    core::CallRecord add_call(const std::string& ref, const std::string& number, int second,
                              core::CallResult result) {
        core::CallRecord call;
        call.ref = core::CallRef(ref);
        call.customer_number = core::PhoneNumber::parse(number);
        call.offered_at = fakes::moment(second);
        call.result = result;
        if (result != core::CallResult::Open) call.ended_at = fakes::moment(second + 30);
        if (result == core::CallResult::Answered) call.answered_at = fakes::moment(second + 10);
        const auto put = store->calls.put(call);
        EXPECT_TRUE(put) << put.error().what;
        return call;
    }

    TestFolder folder;
    std::unique_ptr<CentreStore> store;
};

#define SDC_ON_EACH_DRIVER(suite)                                                                  \
    INSTANTIATE_TEST_SUITE_P(Drivers, suite, testing::ValuesIn(all_drivers()),                     \
                             [](const auto& each) { return each.param.name; })

} // namespace sangdam::store
