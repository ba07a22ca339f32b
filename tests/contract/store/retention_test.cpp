// SPDX-License-Identifier: MIT
//
// What is due is forgotten, what is not stays; the access log outlives the law's term.

#include "centre_fixture.h"

namespace sangdam::store {
namespace {

using base::Errc;
using std::chrono::days;

class TheRetention : public OnEachDriver {
protected:
    core::Customer add_customer(const std::string& id, const std::string& number,
                                base::WallTime changed) {
        core::Customer customer;
        customer.id = core::CustomerId(id);
        customer.name = "김민수";
        customer.numbers = {core::PhoneNumber::parse(number)};
        const auto saved = store->customers.save(customer, changed);
        EXPECT_TRUE(saved);
        return customer;
    }
    Forgotten run(base::WallTime now) {
        const auto out = store->retention.run(now);
        EXPECT_TRUE(out) << out.error().what;
        return out ? *out : Forgotten{};
    }
    bool known(const std::string& id) {
        return store->customers.find(core::CustomerId(id)).has_value();
    }
    const base::WallTime then = fakes::moment();
};
SDC_ON_EACH_DRIVER(TheRetention);

TEST_P(TheRetention, ForgetsWhoCalledAndKeepsTheFigure) {
    const auto call = add_call("r1", "010-0000-0001", 0, core::CallResult::Answered);
    auto wrap_up = fakes::a_wrap_up();
    wrap_up.call = call.ref;
    SDC_OK(store->wrap_ups.save(wrap_up, then));
    EXPECT_EQ(run(then + days(3 * 365)).calls, 0) << "three years are not over";
    EXPECT_EQ(run(then + days(3 * 365 + 2)).calls, 1);
    const auto kept = store->calls.find(call.ref);
    SDC_OK(kept);
    EXPECT_TRUE(kept->customer_number.hidden());
    EXPECT_EQ(kept->result, core::CallResult::Answered);
    EXPECT_EQ(store->wrap_ups.find(call.ref)->note, "");
    EXPECT_EQ(store->wrap_ups.find(call.ref)->emotion, wrap_up.emotion);
    EXPECT_EQ(run(then + days(9999)).calls, 0) << "twice";
}

TEST_P(TheRetention, ACallThatGoesOnIsNotTouched) {
    add_call("r1", "010-0000-0001", 0, core::CallResult::Open);
    EXPECT_EQ(run(then + days(9999)).calls, 0);
}

TEST_P(TheRetention, ForgetsACustomerWhoNeitherCallsNorChanges) {
    const auto later = then + days(2000);
    add_customer("old", "010-0000-0001", then);
    add_customer("calls", "010-0000-0002", then);
    add_customer("belongs", "010-0000-0003", then);
    add_customer("changed", "010-0000-0004", later);
    auto call = fakes::a_call();
    call.ref = core::CallRef("r2");
    call.customer = {};
    call.customer_number = core::PhoneNumber::parse("010-0000-0002");
    call.offered_at = later;
    SDC_OK(store->calls.put(call));
    call.ref = core::CallRef("r3");
    call.customer = core::CustomerId("belongs");
    call.customer_number = core::PhoneNumber::parse("010-0000-0009");
    SDC_OK(store->calls.put(call));
    EXPECT_EQ(run(later).customers, 1);
    EXPECT_FALSE(known("old"));
    EXPECT_TRUE(known("calls") && known("belongs") && known("changed"));
    EXPECT_TRUE(store->customers.with_number(core::PhoneNumber::parse("01000000001"), "", 9)
                    ->customers.empty());
    EXPECT_FALSE(run(later).more);
}

TEST_P(TheRetention, APromiseIsForgottenWhenItIsOverAndAsOldAsACall) {
    for (const auto status : {core::CallbackStatus::Done, core::CallbackStatus::Open}) {
        auto promise = fakes::a_callback();
        promise.id = core::CallbackId(std::string(core::name(status)));
        promise.customer = {};
        promise.status = status;
        promise.due_at = then;
        promise.revision = 0;
        promise.tries.clear();
        const auto saved = store->callbacks.save(promise, std::nullopt, then);
        SDC_OK(saved);
        SDC_OK(store->callbacks.note(promise.id, {core::CallRef("r1"), core::AgentId("a"), then,
                                                  core::CallResult::Answered}));
    }
    EXPECT_EQ(run(then + days(3 * 365)).callbacks, 0) << "three years are not over";
    EXPECT_EQ(run(then + days(3 * 365 + 2)).callbacks, 1);
    EXPECT_FALSE(store->callbacks.find(core::CallbackId("done")));
    EXPECT_TRUE(store->callbacks.find(core::CallbackId("open"))) << "somebody still waits";
    EXPECT_EQ(run(then + days(9999)).callbacks, 0);
}

TEST_P(TheRetention, WhoWaitsForACallIsNotForgotten) {
    add_customer("waits", "010-0000-0001", then);
    add_customer("was called", "010-0000-0002", then);
    auto promise = fakes::a_callback();
    promise.customer = core::CustomerId("waits");
    promise.number = core::PhoneNumber::parse("010-0000-0009");
    promise.status = core::CallbackStatus::Open;
    promise.due_at = then;
    promise.revision = 0;
    SDC_OK(store->callbacks.save(promise, std::nullopt, then));
    promise.id = core::CallbackId("over");
    promise.customer = core::CustomerId("was called");
    promise.status = core::CallbackStatus::Done;
    SDC_OK(store->callbacks.save(promise, std::nullopt, then));
    EXPECT_EQ(run(then + days(9999)).customers, 1);
    EXPECT_TRUE(known("waits"));
    EXPECT_FALSE(known("was called"));
}

TEST_P(TheRetention, WhoWasMergedIsForgottenWithWhomItBecameAndNotBefore) {
    const auto later = then + days(2000);
    for (const char* id : {"a", "b", "c", "d"})
        add_customer(id, std::string("010-0000-00") + std::to_string(10 + (id[0] - 'a')), then);
    SDC_OK(store->merges.merge(core::MergeId("m1"), core::CustomerId("b"), core::CustomerId("a"),
                               then));
    SDC_OK(store->merges.merge(core::MergeId("m2"), core::CustomerId("c"), core::CustomerId("b"),
                               then));
    auto call = fakes::a_call();
    call.ref = core::CallRef("r1");
    call.customer = core::CustomerId("c");
    call.offered_at = later;
    SDC_OK(store->calls.put(call));
    EXPECT_EQ(run(later).customers, 1) << "d, who became nobody";
    EXPECT_TRUE(known("a") && known("b") && known("c"));
    EXPECT_EQ(run(later + days(2000)).customers, 3);
    EXPECT_FALSE(known("a") || known("b") || known("c"));
    EXPECT_FALSE(store->merges.undo(core::MergeId("m2"), later));
}

TEST_P(TheRetention, AMergeThatIsUndoneLaterNamesNobodyWhoWasForgotten) {
    const auto later = then + days(3 * 365 + 2);
    add_customer("kept", "010-0000-0001", then);
    add_customer("gone", "010-0000-0002", then);
    auto call = fakes::a_call();
    call.ref = core::CallRef("r1");
    call.customer = core::CustomerId("gone");
    call.offered_at = then;
    call.ended_at = then;
    call.result = core::CallResult::Answered;
    SDC_OK(store->calls.put(call));
    SDC_OK(store->merges.merge(core::MergeId("m"), core::CustomerId("kept"),
                               core::CustomerId("gone"), later));
    EXPECT_EQ(run(later).calls, 1);
    SDC_OK(store->merges.undo(core::MergeId("m"), later));
    EXPECT_TRUE(store->calls.find(call.ref)->customer.empty());
}

TEST_P(TheRetention, TheAccessLogStaysForAYearAndItsChainForEver) {
    for (int i = 0; i < 5; ++i)
        SDC_OK(store->access_log.append(
            {then + days(i), core::AgentId("a"), "::1", "view", core::CustomerId("k"), ""}));
    EXPECT_EQ(run(then + days(365)).access_entries, 0);
    EXPECT_EQ(run(then + days(365 + 2)).access_entries, 2);
    EXPECT_EQ(*store->access_log.verify(), std::nullopt);
    SDC_OK(store->access_log.append({then, core::AgentId("a"), "::1", "view", {}, ""}));
    EXPECT_EQ(*store->access_log.verify(), std::nullopt);
    SDC_OK(store->database().script("DELETE FROM access_log WHERE sequence = 3"));
    EXPECT_NE(*store->access_log.verify(), std::nullopt) << "somebody else cut off the beginning";
}

TEST_P(TheRetention, OfTheLogIsNeverShorterThanTheLawSays) {
    RetentionRules rules;
    rules.access_log = days(10);
    SDC_OK(store->retention.set_rules(rules));
    EXPECT_EQ(*store->retention.rules(), rules);
    for (int i = 0; i < 2; ++i)
        SDC_OK(store->access_log.append({then, core::AgentId("a"), "::1", "view", {}, ""}));
    EXPECT_EQ(run(then + days(300)).access_entries, 0);
    rules.access_log = days(4000);
    SDC_OK(store->retention.set_rules(rules));
    EXPECT_EQ(run(then + days(3999)).access_entries, 0);
    rules.customers = days(0);
    SDC_OK(store->retention.set_rules(rules));
    EXPECT_EQ(store->retention.rules()->customers, days(0));
    add_customer("for ever", "010-0000-0001", then);
    EXPECT_EQ(run(then + days(9999)).customers, 0);
    rules.calls = days(0);
    EXPECT_EQ(store->retention.set_rules(rules).error().code, Errc::BadInput);
}

} // namespace
} // namespace sangdam::store
