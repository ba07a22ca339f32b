// SPDX-License-Identifier: MIT

#include "hubd/demo_seed.h"

#include "hub/office_day.h"
#include "store/centre_store.h"
#include "store/password.h"

#include <algorithm>
#include <string>
#include <vector>

namespace sangdam::hubd {
namespace {

using core::Agent;
using core::AgentId;
using core::CallRef;
using core::CallResult;
using core::Customer;
using core::CustomerId;
using core::PhoneNumber;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

struct Colleague {
    const char* login;
    const char* name;
    core::Role role;
    const char* extension;
};
constexpr Colleague kColleagues[] = {
    {kDemoLogin, "홍길동", core::Role::Agent, "201"},
    {"sujin", "이수진", core::Role::Agent, "202"},
    {"jiho", "박지호", core::Role::Agent, "203"},
    {"lead", "최은영", core::Role::Supervisor, "204"},
};

struct Person {
    const char* name; // Empty: calls, but nobody wrote down who it is.
    const char* number;
    const char* grade;
    const char* address;
    const char* memo;
};
constexpr Person kPeople[] = {
    {"김민수", kDemoCaller, "VIP", "서울시 마포구 가상로 12, 301호", "문 앞 배송 요청"},
    {"박서연", "01000002222", "우수", "부산시 해운대구 예시길 7", ""},
    {"이도윤", "01000003333", "일반", "", "교환 문의가 잦음"},
    {"정하은", "01000004444", "신규", "", ""},
};

// One call of the past. Times count back from the beginning of today, or from now.
struct PastCall {
    base::WallTime at;
    const char* number;
    int agent; // Of kColleagues; -1: nobody answered.
    seconds waited;
    seconds talked;
    const char* category;
    const char* emotion;
    const char* status;
    const char* note;
};

class Seeding {
public:
    Seeding(store::CentreStore& store, base::WallTime now, base::Random& random)
        : store_(store), now_(now), random_(random) {}

    base::Status agents(const base::Secret& password) {
        for (const auto& each : kColleagues) {
            const bool demo = std::string(each.login) == kDemoLogin;
            SDC_TRY(const auto hash, store::hash_password(demo ? password : store::new_token()));
            Agent agent;
            agent.id = AgentId(base::uuid_v7(now_, random_));
            agent.login = each.login;
            agent.name = each.name;
            agent.role = each.role;
            agent.extension = each.extension;
            agent.numbers = {kDemoNumber};
            SDC_CHECK(store_.agents.add(agent, hash, store::new_token(), now_));
            agents_.push_back(agent.id);
        }
        return base::Done{};
    }

    base::Status customers() {
        for (const auto& each : kPeople) {
            Customer customer;
            customer.id = CustomerId(base::uuid_v7(now_ - hours(24 * 30), random_));
            customer.name = each.name;
            customer.numbers = {PhoneNumber::parse(each.number)};
            customer.grade = each.grade;
            customer.address = each.address;
            customer.memo = each.memo;
            SDC_CHECK(store_.customers.save(customer, now_));
        }
        return base::Done{};
    }

    base::Status past(const PastCall& past) {
        core::CallRecord call;
        call.ref = CallRef(base::uuid_v7(past.at, random_));
        call.customer_number = PhoneNumber::parse(past.number);
        SDC_TRY(const auto known, store_.customers.find_by_number(call.customer_number));
        if (known) call.customer = known->id;
        call.did = kDemoNumber;
        call.queue = "고객센터";
        call.offered_at = past.at;
        call.queued_at = past.at + seconds(12);
        call.waited = past.waited;
        const auto heard = *call.queued_at + past.waited;
        call.ended_at = heard + past.talked;
        if (past.agent < 0) {
            call.result = CallResult::Abandoned;
            return store_.calls.put(call);
        }
        call.agent = agents_.at(static_cast<std::size_t>(past.agent));
        call.answered_at = heard;
        call.talked = past.talked;
        call.result = CallResult::Answered;
        SDC_CHECK(store_.calls.put(call));
        SDC_CHECK(store_.calls.put(
            core::Attempt{call.ref, call.agent, heard - seconds(4), heard, "answered"}));
        return write_down(call, past);
    }

private:
    base::Status write_down(const core::CallRecord& call, const PastCall& past) {
        core::WrapUp wrap_up;
        wrap_up.call = call.ref;
        SDC_TRY(wrap_up.category, category(past.category));
        wrap_up.emotion = past.emotion;
        wrap_up.status = past.status;
        wrap_up.note = past.note;
        wrap_up.author = call.agent;
        SDC_CHECK(store_.wrap_ups.save(wrap_up, *call.ended_at + seconds(40)));
        return base::Done{};
    }

    base::Result<core::CategoryId> category(const std::string& label) {
        SDC_TRY(const auto tree, store_.settings.categories());
        const auto found = std::ranges::find(tree, label, &core::Category::label);
        return found == tree.end() ? core::CategoryId() : found->id;
    }

    store::CentreStore& store_;
    const base::WallTime now_;
    base::Random& random_;
    std::vector<AgentId> agents_;
};

// 김민수 was told yesterday that it would come today, and did not get through this morning.
std::vector<PastCall> the_past(base::WallTime now) {
    const auto today = hub::day_began(now);
    // Early in the night "today" is short: what happened today must not lie in the future.
    const auto earlier = [&](minutes ago) { return std::max(today, now - ago); };
    const auto yesterday = today - hours(24);
    return {
        {yesterday - hours(24 * 6) + hours(11), kDemoCaller, 1, seconds(8), seconds(95), "배송조회",
         "중립", "완료", "송장 번호 안내함."},
        {yesterday + hours(15), kDemoCaller, 1, seconds(41), seconds(212), "배송지연", "부정",
         "처리중", "이틀째 배송 지연으로 항의. 오늘 중 도착 예정으로 안내하고 재확인 약속."},
        {yesterday + hours(16), "01000002222", 2, seconds(5), seconds(130), "교환접수", "중립",
         "완료", "사이즈 교환 접수."},
        {yesterday + hours(10), "01000003333", 0, seconds(17), seconds(64), "쿠폰", "긍정", "완료",
         "쿠폰 사용 방법 안내, 감사 인사."},
        {earlier(minutes(95)), kDemoCaller, -1, seconds(73), seconds(0), "", "", "", ""},
        {earlier(minutes(40)), kDemoCaller, -1, seconds(118), seconds(0), "", "", "", ""},
        {earlier(minutes(22)), "01000004444", -1, seconds(35), seconds(0), "", "", "", ""},
    };
}

} // namespace

std::vector<orders::Buyer> demo_buyers() {
    std::vector<orders::Buyer> out;
    for (const auto& each : kPeople) out.push_back({each.name, each.number, each.address});
    return out;
}

base::Status seed_demo(store::CentreStore& store, const base::Secret& password, base::WallTime now,
                       base::Random& random) {
    SDC_TRY(const auto there, store.agents.all());
    if (!there.empty()) return base::Done{};
    SDC_TRY(auto transaction, store::Transaction::begin(store.database()));
    SDC_CHECK(store.settings.put_number({kDemoNumber, "대표", true, "연습용 번호"}));
    Seeding seeding(store, now, random);
    SDC_CHECK(seeding.agents(password));
    SDC_CHECK(seeding.customers());
    for (const auto& call : the_past(now)) SDC_CHECK(seeding.past(call));
    return transaction.commit();
}

} // namespace sangdam::hubd
