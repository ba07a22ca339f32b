// SPDX-License-Identifier: MIT
//
// One filled-in example of each record, for tests that send, store or show them. The people do not
// exist; 010-0 and 010-1 numbers are never given to anybody.
#pragma once

#include "core/access_record.h"
#include "core/board.h"
#include "core/centre_event.h"
#include "core/centre_settings.h"
#include "core/customer_list.h"
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
    a.since = moment(-90);
    a.extensions_left = 2;
    a.team = "1팀";
    a.shown = "07012345678";
    a.revision = 3;
    return a;
}

inline core::OwnNumber an_own_number() {
    return {"15881234", "대표번호", true, "이용증명원 2026", "상담콜㈜", moment(86'400), 2};
}

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
        {core::CategoryId("delivery"), {}, "배송", 0, true, 1},
        {core::CategoryId("delivery-2"), core::CategoryId("delivery"), "배송지연", 1, false, 4}};
    c.emotions = {"긍정", "중립", "부정"};
    c.grades = {"VIP", "일반"};
    c.statuses = {"완료", "보류"};
    c.negative_emotions = {"부정"};
    c.revision = 6;
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

inline core::Callback a_callback() {
    core::Callback c;
    c.id = core::CallbackId("019a-callback-1");
    c.customer = a_customer().id;
    c.customer_name = "김민수";
    c.number = a_call().customer_number;
    c.origin = a_call().ref;
    c.due_at = moment(3600);
    c.assignee = an_agent().id;
    c.shown = "15881234";
    c.note = "송장 확인 후 연락";
    c.author = an_agent().id;
    c.snoozed_until = moment(4200);
    c.soon_told = moment(3000);
    c.due_told = moment(3600);
    c.escalated = moment(3900);
    c.tries = {
        {core::CallRef("019a-call-2"), an_agent().id, moment(3650), core::CallResult::NoAnswer}};
    c.revision = 5;
    return c;
}

inline core::OutcallRequest an_outcall_request() {
    return {core::CallRef("019a-call-3"), a_call().customer_number, "15881234", a_callback().id,
            "고객 요청"};
}

inline core::OutcallRecord an_outcall() {
    return {core::CallRef("019a-call-3"),
            an_agent().id,
            a_call().customer_number,
            a_customer().id,
            "15881234",
            a_callback().id,
            core::OutcallStage::Ended,
            moment(3660),
            core::OutcallFailure::CustomerNoAnswer};
}

inline core::CentreSettings some_settings() {
    using std::chrono::hours;
    core::CentreSettings s;
    s.telephone.welcome = "상담원 연결을 도와드리겠습니다.";
    s.telephone.closed = "지금은 상담 시간이 아닙니다.";
    s.telephone.menu = {{'1', "배송 문의", "배송"}, {'0', "상담원", ""}};
    s.telephone.hours.week.fill({hours(9), hours(18)});
    s.telephone.hours.week[0] = {};
    s.telephone.hours.lunch = {hours(12), hours(13)};
    s.telephone.hours.closed = {std::chrono::year{2026} / 12 / 25};
    s.telephone.strategy = core::RingStrategy::RingAll;
    s.telephone.recording = core::RecordingPolicy::Always;
    s.wrap_up = std::chrono::seconds(90);
    s.retention.calls_days = 1000;
    s.revision = 8;
    return s;
}

inline core::AccessRecord a_look() {
    return {12,          moment(30), an_agent().id,   "홍길동",
            "192.0.2.7", "unmask",   a_customer().id, "number"};
}

inline core::Board a_board() {
    core::Board b;
    b.waiting = 2;
    b.longest_since = moment(5);
    b.available = 3;
    b.day_began = moment(-30'000);
    b.arrived = 40;
    b.requested = 31;
    b.answered = 28;
    b.abandoned = 3;
    b.within = 25;
    b.average_wait = std::chrono::seconds(11);
    b.average_talk = std::chrono::seconds(184);
    b.callbacks_overdue = 1;
    return b;
}

inline core::ImportPreview a_preview() {
    using enum core::ImportRow::Verdict;
    core::ImportPreview p;
    p.id = core::ImportId("019a-import-1");
    p.encoding = "CP949";
    p.fresh = 1;
    p.bad = 1;
    p.repaired = 1;
    p.rows = {{2, Bad, {}, {}, false, "no number"},
              {1, New, a_customer(), {}, true, ""},
              {3, Known, a_customer(), a_customer().id, false, ""}};
    return p;
}

} // namespace sangdam::fakes
