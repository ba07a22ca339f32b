// SPDX-License-Identifier: MIT
//
// One filled-in example of each record, for tests that send, store or show them. The people do not
// exist; 010-0 and 010-1 numbers are never given to anybody.
#pragma once

#include "core/centre_event.h"
#include "core/history.h"
#include "core/ports/centre.h"

#include <chrono>

namespace sangdam::fakes {

inline base::WallTime moment(int seconds = 0) {
    using namespace std::chrono;
    return sys_days{year{2026} / 11 / 23} + hours{9} + std::chrono::seconds{seconds} + 123ms;
}

inline core::Agent an_agent() {
    core::Agent a;
    a.id = core::AgentId("019a-agent-hong");
    a.login = "hong";
    a.name = "홍길동";
    a.role = core::Role::Supervisor;
    a.extension = "101";
    a.numbers = {"15881234", "07012345678"};
    a.state = core::AgentState::Away;
    a.away_reason = "점심";
    return a;
}

inline core::OwnNumber an_own_number() { return {"15881234", "대표번호", true, "이용증명원 2026"}; }

inline core::Customer a_customer() {
    core::Customer c;
    c.id = core::CustomerId("019a-customer-kim");
    c.name = "김민수";
    c.numbers = {core::PhoneNumber::parse("010-0000-5678"),
                 core::PhoneNumber::parse("02-345-6789")};
    c.email = "minsu@example.com";
    c.address = "서울 어느구 어느로 12";
    c.grade = "VIP";
    c.memo = "\"따옴표\"와\n줄바꿈";
    c.do_not_call = true;
    c.revision = 4;
    return c;
}

inline core::CallRecord a_call() {
    core::CallRecord c;
    c.ref = core::CallRef("019a-call-1");
    c.direction = core::Direction::Incoming;
    c.customer_number = core::PhoneNumber::parse("010-0000-5678");
    c.customer = a_customer().id;
    c.did = "15881234";
    c.queue = "배송 문의";
    c.agent = an_agent().id;
    c.offered_at = moment();
    c.queued_at = moment(5);
    c.answered_at = moment(20);
    c.ended_at = moment(80);
    c.result = core::CallResult::Answered;
    c.waited = std::chrono::seconds{15};
    c.talked = std::chrono::seconds{60};
    return c;
}

inline core::Attempt an_attempt() {
    return {a_call().ref, an_agent().id, moment(10), moment(18), "no_answer"};
}

inline core::WaitingCall a_waiting_call() {
    return {a_call().ref, a_call().customer_number, "김민수", "15881234", "배송 문의", moment(5),
            an_agent().id};
}

inline core::WrapUp a_wrap_up() {
    core::WrapUp w;
    w.call = a_call().ref;
    w.category = core::CategoryId("delivery-2");
    w.emotion = "부정";
    w.grade = "VIP";
    w.status = "처리중";
    w.note = "송장 다시 확인하고 연락드리기로 함";
    w.author = an_agent().id;
    return w;
}

inline core::WrapUpChoices some_choices() {
    core::WrapUpChoices c;
    c.categories = {
        {core::CategoryId("delivery"), {}, "배송", 0, true},
        {core::CategoryId("delivery-2"), core::CategoryId("delivery"), "배송지연", 1, false}};
    c.emotions = {"긍정", "중립", "부정"};
    c.grades = {"VIP", "일반"};
    c.statuses = {"완료", "보류"};
    return c;
}

inline core::HistoryEntry a_history_entry() {
    return {a_call(), "홍길동", "배송 > 배송지연", a_wrap_up()};
}

inline core::CustomerCard a_card() {
    core::CustomerCard c;
    c.number = a_call().customer_number;
    c.customer = a_customer();
    c.recent = {a_history_entry(), {a_call(), "", "", std::nullopt}};
    c.missed_today = 2;
    c.complaints_recent = 1;
    return c;
}

} // namespace sangdam::fakes
