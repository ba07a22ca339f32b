// SPDX-License-Identifier: MIT
//
// A stolen database shows no name and no number; a foreign key opens nothing.

#include "centre_fixture.h"
#include "store/password.h"

#include <fstream>

namespace sangdam::store {
namespace {

using base::Errc;
namespace fs = std::filesystem;

using AStolenDatabase = OnEachDriver;
SDC_ON_EACH_DRIVER(AStolenDatabase);

TEST_P(AStolenDatabase, ShowsNothingPersonal) {
    auto customer = fakes::a_customer();
    customer.revision = 0;
    SDC_OK(store->customers.save(customer, fakes::moment()));
    SDC_OK(store->agents.add(fakes::an_agent(), "hash", base::Secret("sip-secret-0815"),
                             fakes::moment()));
    SDC_OK(store->calls.put(fakes::a_call()));
    SDC_OK(store->wrap_ups.save(fakes::a_wrap_up(), fakes::moment()));
    SDC_OK(store->events.append(fakes::moment(), "queue.changed",
                                [](std::uint64_t) { return "김민수 01000005678"; }));
    SDC_OK(store->idempotency.keep(fakes::an_agent().id, "key",
                                   {"PUT 김민수", 200, "", "김민수 01000005678"}, fakes::moment()));
    store.reset();

    const std::string all = GetParam().stolen(folder.path());
    ASSERT_NE(all.find("019a-customer-kim"), std::string::npos) << "the wrong files were read";
    ASSERT_NE(all.find("VIP"), std::string::npos) << "the wrong files were read";
    for (const char* personal :
         {"김민수", "민수", "01000005678", "1000005678", "821000005678", "0005678", "023456789",
          "minsu@example.com", "어느로", "따옴표", "송장", "sip-secret-0815"})
        EXPECT_EQ(all.find(personal), std::string::npos) << personal;
}

TEST_P(AStolenDatabase, OfAnotherKeyFileIsRefusedAtTheDoor) {
    store.reset();
    auto database = GetParam().open(folder.path());
    SDC_OK(database);
    auto other = Sealer::from_text(Sealer::new_key_text());
    SDC_OK(other);
    const auto opened = CentreStore::open(std::move(*database), std::move(*other), fakes::moment());
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, Errc::Refused);
    EXPECT_NE(opened.error().what.find("restore the key file"), std::string::npos);
}

TEST_P(AStolenDatabase, AValueMovedToAnotherRowDoesNotOpen) {
    auto one = fakes::a_customer();
    one.revision = 0;
    auto two = one;
    two.id = core::CustomerId("another");
    two.name = "이영희";
    SDC_OK(store->customers.save(one, fakes::moment()));
    SDC_OK(store->customers.save(two, fakes::moment()));
    SDC_OK(store->database().run(
        "UPDATE customers SET name = (SELECT name FROM customers WHERE id = $1) WHERE id = $2",
        {one.id, two.id}));
    const auto read = store->customers.find(two.id);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, Errc::Unavailable);
    EXPECT_TRUE(store->customers.find(one.id));
}

TEST(TheSealer, OpensWhatItSealedAndNothingElse) {
    const auto sealer = test_sealer();
    for (const std::string& plain :
         {std::string(), std::string("김민수"), std::string(100'000, 'x')}) {
        const auto sealed = sealer.seal(plain, "here");
        const auto opened = sealer.unseal(sealed.data, "here");
        SDC_OK(opened);
        EXPECT_EQ(*opened, plain);
        EXPECT_FALSE(sealer.unseal(sealed.data, "there"));
        EXPECT_NE(sealer.seal(plain, "here"), sealed) << "the same nonce twice";
    }
    const auto sealed = sealer.seal("김민수", "here").data;
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        auto changed = sealed;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        EXPECT_FALSE(sealer.unseal(changed, "here")) << "byte " << i;
        EXPECT_FALSE(sealer.unseal(sealed.substr(0, i), "here")) << "cut at " << i;
    }
}

TEST(TheSealer, ANewKeySealsAndTheOldOneStillOpens) {
    const std::string a(64, 'a'), b(64, 'b'), index = "index " + std::string(64, 'c') + '\n';
    const auto old = Sealer::from_text(base::Secret("seal 1 " + a + '\n' + index));
    const auto rotated =
        Sealer::from_text(base::Secret("seal 2 " + b + "\nseal 1 " + a + '\n' + index));
    SDC_OK(old);
    SDC_OK(rotated);
    EXPECT_TRUE(rotated->unseal(old->seal("x", "p").data, "p"));
    EXPECT_FALSE(old->unseal(rotated->seal("x", "p").data, "p"));
    EXPECT_EQ(old->index("number", "010"), rotated->index("number", "010"));
}

TEST(TheSealer, AnIndexTellsPurposesApart) {
    const auto sealer = test_sealer();
    EXPECT_EQ(sealer.index("number", "1234"), sealer.index("number", "1234"));
    EXPECT_NE(sealer.index("number", "1234"), sealer.index("last four", "1234"));
    EXPECT_NE(sealer.index("a", "bc"), sealer.index("ab", "c"));
}

class TheKeyFile : public testing::Test {
protected:
    TestFolder folder;
    const fs::path file = folder.path() / "keys";
};

TEST_F(TheKeyFile, IsMadeOnceForItsOwnerAloneAndUsedAgain) {
    const auto first = Sealer::open(file);
    SDC_OK(first);
    EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    const auto again = Sealer::open(file);
    SDC_OK(again);
    EXPECT_TRUE(again->unseal(first->seal("x", "p").data, "p"));
    EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1) << "leftovers";
}

TEST_F(TheKeyFile, ThatOthersMayReadIsRefusedWithTheRemedy) {
    SDC_OK(Sealer::open(file));
    fs::permissions(file, fs::perms::others_read, fs::perm_options::add);
    const auto opened = Sealer::open(file);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, Errc::Refused);
    EXPECT_NE(opened.error().what.find("chmod 600"), std::string::npos);
}

TEST_F(TheKeyFile, OfNonsenseIsNeverReplaced) {
    const std::string key(64, 'a');
    for (const std::string& text :
         {std::string("junk"), std::string(), "seal 1 " + key, "index " + key,
          "seal x " + key + "\nindex " + key, "seal 1 aa\nindex " + key,
          "seal 1 " + key + "\nindex " + std::string(64, 'z'), std::string(100'000, 'a')}) {
        fs::remove(file);
        std::ofstream(file) << text;
        fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
        EXPECT_FALSE(Sealer::open(file)) << text.substr(0, 80);
        EXPECT_EQ(read_file(file), text);
    }
}

TEST_F(TheKeyFile, WithoutAFolderIsASentence) {
    const auto opened = Sealer::open(folder.path() / "no" / "keys");
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, Errc::Unavailable);
    EXPECT_NE(opened.error().what.find("folder"), std::string::npos);
}

TEST(APassword, FitsOnlyItself) {
    const auto hash = hash_password(base::Secret("맞는 암호"));
    SDC_OK(hash);
    EXPECT_EQ(hash->rfind("$argon2id$", 0), 0u);
    EXPECT_TRUE(password_fits(*hash, base::Secret("맞는 암호")));
    EXPECT_FALSE(password_fits(*hash, base::Secret("맞는 암호 ")));
    EXPECT_FALSE(password_fits("", base::Secret("")));
    EXPECT_FALSE(password_fits("junk", base::Secret("junk")));
}

} // namespace
} // namespace sangdam::store
