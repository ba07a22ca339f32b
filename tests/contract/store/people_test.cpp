// SPDX-License-Identifier: MIT
//
// Agents, sign-in, sessions, numbers, categories and choices.

#include "centre_fixture.h"

namespace sangdam::store {
namespace {

using base::Errc;
using namespace std::chrono_literals;

using AnAgent = OnEachDriver;
SDC_ON_EACH_DRIVER(AnAgent);

TEST_P(AnAgent, ComesBackWithAllThatWasSaid) {
    auto agent = fakes::an_agent();
    SDC_OK(store->agents.add(agent, "hash", base::Secret("sip"), fakes::moment()));
    agent.since = fakes::moment(); // What the hub keeps, and what follows from a call going on.
    agent.revision = 1;
    agent.extensions_left = 0;
    open();
    for (const auto& found : {store->agents.find(agent.id), store->agents.find_by_login("hong"),
                              store->agents.find_by_extension("101")}) {
        SDC_OK(found);
        EXPECT_EQ(*found, agent);
    }
    const auto sip = store->agents.sip_password(agent.id);
    SDC_OK(sip);
    EXPECT_EQ(*sip, base::Secret("sip"));
}

TEST_P(AnAgent, LoginAndExtensionBelongToOneOnly) {
    add_agent("hong", "101");
    auto other = fakes::an_agent();
    other.id = core::AgentId("x");
    other.login = "hong";
    other.extension = "102";
    auto refused = store->agents.add(other, "h", {}, fakes::moment());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::Conflict);
    other.login = "lee";
    other.extension = "101";
    EXPECT_FALSE(store->agents.add(other, "h", {}, fakes::moment()));
    other.extension.clear(); // Supervisors without a seat: any number of them.
    SDC_OK(store->agents.add(other, "h", {}, fakes::moment()));
    other.id = core::AgentId("y");
    other.login = "park";
    SDC_OK(store->agents.add(other, "h", {}, fakes::moment()));
}

TEST_P(AnAgent, CanBeChangedAndSentAway) {
    auto agent = add_agent("hong", "101");
    agent.name = "새 이름";
    agent.numbers = {"15881234"};
    SDC_OK(store->agents.change(agent));
    SDC_OK(store->agents.set_state(agent.id, core::AgentState::Away, "회의", fakes::moment(9)));
    const auto found = store->agents.find(agent.id);
    SDC_OK(found);
    EXPECT_EQ(found->name, "새 이름");
    EXPECT_EQ(found->numbers, agent.numbers);
    EXPECT_EQ(found->state, core::AgentState::Away);
    EXPECT_EQ(found->away_reason, "회의");
    SDC_OK(store->agents.set_enabled(agent.id, false));
    EXPECT_TRUE(store->agents.all()->empty());
    EXPECT_FALSE(store->agents.credentials("hong")->enabled);
}

TEST_P(AnAgent, NobodyIsNotFound) {
    const core::AgentId nobody("nobody");
    EXPECT_EQ(store->agents.find(nobody).error().code, Errc::NotFound);
    EXPECT_EQ(store->agents.credentials("nobody").error().code, Errc::NotFound);
    EXPECT_EQ(store->agents.set_password(nobody, "h").error().code, Errc::NotFound);
    EXPECT_EQ(store->agents.note_failure(nobody, fakes::moment()).error().code, Errc::NotFound);
}

TEST_P(AnAgent, FiveWrongPasswordsInARowLockTheLogin) {
    const auto agent = add_agent("hong", "101");
    for (int i = 0; i < 4; ++i) SDC_OK(store->agents.note_failure(agent.id, fakes::moment()));
    EXPECT_FALSE(store->agents.credentials("hong")->locked_until);
    SDC_OK(store->agents.note_success(agent.id));
    for (int i = 0; i < 4; ++i) SDC_OK(store->agents.note_failure(agent.id, fakes::moment()));
    EXPECT_FALSE(store->agents.credentials("hong")->locked_until) << "they were not in a row";
    SDC_OK(store->agents.note_failure(agent.id, fakes::moment(1)));
    const auto locked = store->agents.credentials("hong");
    SDC_OK(locked);
    EXPECT_EQ(locked->locked_until, fakes::moment(1) + 10min);
    SDC_OK(store->agents.set_password(agent.id, "new")); // An administrator helps.
    EXPECT_FALSE(store->agents.credentials("hong")->locked_until);
}

using ASession = OnEachDriver;
SDC_ON_EACH_DRIVER(ASession);

TEST_P(ASession, LivesWhileItIsUsed) {
    const auto agent = add_agent("hong", "101");
    const auto opened = store->sessions.open(agent.id, "PC-1", fakes::moment());
    SDC_OK(opened);
    open();
    auto now = fakes::moment();
    for (int i = 0; i < 3; ++i) {
        now += 11h;
        const auto used = store->sessions.use(opened->token, now);
        SDC_OK(used);
        EXPECT_EQ(used->agent, agent.id);
        EXPECT_EQ(used->device, "PC-1");
        EXPECT_EQ(used->expires_at, now + 12h);
    }
    const auto idle = store->sessions.use(opened->token, now + 12h);
    ASSERT_FALSE(idle);
    EXPECT_EQ(idle.error().code, Errc::Refused);
}

TEST_P(ASession, OfTheSameAgentElsewhereEndsTheFirst) {
    const auto agent = add_agent("hong", "101");
    const auto other = add_agent("lee", "102");
    const auto first = store->sessions.open(agent.id, "PC-1", fakes::moment());
    const auto others = store->sessions.open(other.id, "PC-2", fakes::moment());
    const auto second = store->sessions.open(agent.id, "PC-3", fakes::moment());
    SDC_OK(first);
    SDC_OK(others);
    SDC_OK(second);
    EXPECT_FALSE(store->sessions.use(first->token, fakes::moment(1)));
    EXPECT_TRUE(store->sessions.use(second->token, fakes::moment(1)));
    EXPECT_TRUE(store->sessions.use(others->token, fakes::moment(1)));
    SDC_OK(store->sessions.close(second->token));
    EXPECT_FALSE(store->sessions.use(second->token, fakes::moment(2)));
    EXPECT_FALSE(store->sessions.use(base::Secret("guess"), fakes::moment(2)));
}

TEST_P(ASession, TheDatabaseDoesNotKnowTheToken) {
    const auto agent = add_agent("hong", "101");
    const auto opened = store->sessions.open(agent.id, "PC-1", fakes::moment());
    SDC_OK(opened);
    const auto row = store->database().first("SELECT token_hash FROM sessions", {});
    SDC_OK(row);
    EXPECT_GE(opened->token.reveal().size(), 43u);
    EXPECT_EQ((*row)->text(0).find(opened->token.reveal()), std::string::npos);
}

using WhatAnAdministratorSets = OnEachDriver;
SDC_ON_EACH_DRIVER(WhatAnAdministratorSets);

TEST_P(WhatAnAdministratorSets, ANewCentreBeginsWithTheKoreanChoices) {
    const auto choices = store->settings.choices();
    SDC_OK(choices);
    EXPECT_EQ(choices->emotions, (std::vector<std::string>{"긍정", "중립", "부정"}));
    EXPECT_EQ(choices->grades,
              (std::vector<std::string>{"VIP", "우수", "일반", "신규", "블랙리스트"}));
    EXPECT_EQ(choices->statuses, (std::vector<std::string>{"완료", "처리중", "보류", "이관"}));
    ASSERT_GE(choices->categories.size(), 20u);
    EXPECT_EQ(core::category_path(choices->categories, choices->categories[2].id),
              "배송 > 배송지연");
}

TEST_P(WhatAnAdministratorSets, EditedChoicesAreNotSeededAgain) {
    SDC_OK(store->settings.put_list(Settings::List::Grades, {"금", "은"}));
    open();
    EXPECT_EQ(store->settings.choices()->grades, (std::vector<std::string>{"금", "은"}));
}

TEST_P(WhatAnAdministratorSets, TheTreeHasThreeLevelsAndNoLoops) {
    auto& settings = store->settings;
    const core::CategoryId a("a"), b("b"), c("c"), d("d");
    SDC_OK(settings.put_category({a, {}, "대", 100, true}));
    SDC_OK(settings.put_category({b, a, "중", 0, true}));
    SDC_OK(settings.put_category({c, b, "소", 0, true}));
    const auto fourth = settings.put_category({d, c, "너무 깊음", 0, true});
    ASSERT_FALSE(fourth);
    EXPECT_EQ(fourth.error().code, Errc::BadInput);
    EXPECT_FALSE(settings.put_category({a, c, "고리", 0, true}));
    EXPECT_FALSE(settings.put_category({d, core::CategoryId("nowhere"), "고아", 0, true}));
    EXPECT_FALSE(settings.put_category({d, {}, "", 0, true}));
    const auto tree = settings.categories();
    SDC_OK(tree);
    ASSERT_GE(tree->size(), 3u);
    EXPECT_EQ(tree->at(tree->size() - 3).id, a); // Parents before children, by place.
    EXPECT_EQ(tree->at(tree->size() - 2).id, b);
    EXPECT_EQ(tree->back().id, c);
}

TEST_P(WhatAnAdministratorSets, AnUnusedCategoryStaysReadable) {
    const auto before = store->settings.categories();
    SDC_OK(before);
    auto category = before->at(1);
    category.enabled = false;
    SDC_OK(store->settings.put_category(category));
    const auto after = store->settings.categories();
    SDC_OK(after);
    EXPECT_EQ(after->size(), before->size());
    EXPECT_FALSE(after->at(1).enabled);
}

TEST_P(WhatAnAdministratorSets, AnAgentShowsApprovedNumbersInItsOwnOrder) {
    auto& settings = store->settings;
    SDC_OK(settings.put_number({"15881234", "대표", true, "증명원"}));
    SDC_OK(settings.put_number({"07012345678", "직통", true, "증명원"}));
    SDC_OK(settings.put_number({"0212345678", "옛 번호", true, ""}));
    SDC_OK(settings.put_number({"0212345678", "옛 번호", false, "만료"}));
    auto agent = add_agent("hong", "101");
    agent.numbers = {"07012345678", "0212345678", "15881234", "0000"};
    SDC_OK(store->agents.change(agent));
    const auto shown = settings.numbers_of(agent.id);
    SDC_OK(shown);
    ASSERT_EQ(shown->size(), 2u);
    EXPECT_EQ(shown->at(0).key, "07012345678");
    EXPECT_EQ(shown->at(1),
              (core::OwnNumber{"15881234", "대표", true, "증명원", "", std::nullopt, 1}));
    EXPECT_EQ(settings.numbers()->size(), 3u);
}

} // namespace
} // namespace sangdam::store
