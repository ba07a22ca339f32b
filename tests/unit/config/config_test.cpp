// SPDX-License-Identifier: MIT

#include "config/desktop.h"
#include "config/hub.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>

namespace sangdam::config {
namespace {

namespace fs = std::filesystem;
using base::Errc;
using testing::ElementsAre;
using testing::HasSubstr;

class ConfigFiles : public testing::Test {
protected:
    void SetUp() override {
        std::string name = (fs::temp_directory_path() / "sdc-config-XXXXXX").string();
        ASSERT_NE(mkdtemp(name.data()), nullptr);
        folder_ = name;
    }
    void TearDown() override { fs::remove_all(folder_); }
    std::string write(const std::string& name, const std::string& text,
                      fs::perms mode = fs::perms::owner_read | fs::perms::owner_write) {
        const auto path = folder_ / name;
        std::ofstream(path, std::ios::binary) << text;
        fs::permissions(path, mode);
        return path.string();
    }
    fs::path folder_;
};

std::string mistakes_of_desktop(const std::string& text) {
    const auto read = parse_desktop(text, "agent.toml");
    EXPECT_FALSE(read) << text;
    if (read) return {};
    EXPECT_EQ(read.error().code, Errc::BadInput);
    return read.error().what;
}

TEST(DesktopConfig, AnEmptyFileMeansTheDefaults) {
    const auto read = parse_desktop("", "agent.toml");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->hub_url, "");
    EXPECT_EQ(read->language, Language::Korean);
    EXPECT_FALSE(read->sip);
    EXPECT_TRUE(read->handset_enabled);
    EXPECT_EQ(read->log.level, base::log::Level::Info);
}

TEST(DesktopConfig, EverythingThatCanBeSetIsRead) {
    const auto read = parse_desktop(R"(
[hub]
url = "https://hub.example"
login = "minsu"
password_env = "HUB_PASSWORD"
[ui]
language = "en"
[sip]
registrar = "sip:pbx.example:5060"
user = "201"
password_file = "sip.pw"
transport = "tcp"
bind = "127.0.0.1"
port = 5070
[sound]
enabled = false
microphone = "Jabra"
speaker = "Jabra"
[handset]
enabled = false
[log]
level = "debug"
file = "a.log"
[data]
dir = "d"
)",
                                    "agent.toml");
    ASSERT_TRUE(read) << read.error().what;
    EXPECT_EQ(read->hub_url, "https://hub.example");
    EXPECT_EQ(read->login, "minsu");
    EXPECT_EQ(read->password.environment, "HUB_PASSWORD");
    EXPECT_EQ(read->language, Language::English);
    ASSERT_TRUE(read->sip);
    EXPECT_EQ(read->sip->registrar, "sip:pbx.example:5060");
    EXPECT_EQ(read->sip->user, "201");
    EXPECT_EQ(read->sip->password.file, "sip.pw");
    EXPECT_EQ(read->sip->transport, SipTransport::Tcp);
    EXPECT_EQ(read->sip->bind, "127.0.0.1");
    EXPECT_EQ(read->sip->port, 5070);
    EXPECT_FALSE(read->sound_enabled);
    EXPECT_EQ(read->microphone, "Jabra");
    EXPECT_EQ(read->speaker, "Jabra");
    EXPECT_FALSE(read->handset_enabled);
    EXPECT_EQ(read->log.level, base::log::Level::Debug);
    EXPECT_EQ(read->log.file, "a.log");
    EXPECT_EQ(read->data_dir, "d");
}

TEST(DesktopConfig, AWrongKeyIsNamedWithItsLineAndItsNeighbours) {
    const auto what = mistakes_of_desktop("[hub]\nlogin = \"a\"\nurll = \"http://x\"\n");
    EXPECT_THAT(what, HasSubstr("agent.toml:3: hub.urll: not known here"));
    EXPECT_THAT(what, HasSubstr("url, login, password_file, password_env"));
    EXPECT_THAT(mistakes_of_desktop("\n[hubb]\n"), HasSubstr("agent.toml:2: hubb: not known"));
    EXPECT_THAT(mistakes_of_desktop("url = \"x\"\n"), HasSubstr("agent.toml:1: url: not known"));
}

TEST(DesktopConfig, AWrongKindOfValueSaysWhatIsExpected) {
    EXPECT_THAT(mistakes_of_desktop("[hub]\nlogin = 5\n"),
                HasSubstr("agent.toml:2: hub.login: expected a text in quotes, found integer"));
    EXPECT_THAT(mistakes_of_desktop("[handset]\nenabled = \"yes\"\n"),
                HasSubstr("handset.enabled: expected true or false, found string"));
    EXPECT_THAT(mistakes_of_desktop("[ui]\nlanguage = \"fr\"\n"),
                HasSubstr("ui.language: expected one of \"ko\" \"en\""));
    EXPECT_THAT(mistakes_of_desktop("hub = 1\n"), HasSubstr("hub: expected a table [hub]"));
    EXPECT_THAT(mistakes_of_desktop("[hub]\nurl = \"hub.example\"\n"),
                HasSubstr("agent.toml:2: hub.url: expected an address like"));
    EXPECT_THAT(
        mistakes_of_desktop("[sip]\nuser = \"1\"\nregistrar = \"sip:x\"\nport = 70000\n"),
        HasSubstr("agent.toml:4: sip.port: expected a port from 0 (any) to 65535, found 70000"));
}

TEST(DesktopConfig, AllMistakesAreToldAtOnceInTheOrderOfTheFile) {
    const auto what = mistakes_of_desktop("[log]\nlevel = \"loud\"\n[hub]\nlogin = 1\nx = 2\n");
    const auto first = what.find(":2: log.level"), second = what.find(":4: hub.login"),
               third = what.find(":5: hub.x");
    ASSERT_NE(third, std::string::npos) << what;
    EXPECT_LT(first, second);
    EXPECT_LT(second, third);
}

TEST(DesktopConfig, NonsenseIsAMistakeWithALineAndNeverMore) {
    EXPECT_THAT(mistakes_of_desktop("[hub]\nurl = \n"), HasSubstr("agent.toml:2: not TOML"));
    for (const std::string text : {"\xFF\xFE\x00\x01", "[[[[", "a=b=c", "\"", "[hub]\n[hub]\n"})
        EXPECT_THAT(mistakes_of_desktop(text), HasSubstr("agent.toml")) << text;
    EXPECT_TRUE(parse_desktop("\xEF\xBB\xBF[hub]\r\nlogin = \"민수\"\r\n", "agent.toml"));
}

TEST(DesktopConfig, NoMutationOfAGoodFileEndsTheProgram) {
    const std::string good = "[hub]\nurl = \"http://x\" # y\n[practice]\ndids = ['1', \"2\"]\n"
                             "a.b = {c = 1979-05-27T07:32:00Z, d = [[1.5e3], 0x1F]}\n[[log.x]]\n";
    std::mt19937 random(20261123);
    for (int round = 0; round < 20'000; ++round) {
        auto text = good;
        for (int edits = 1 + static_cast<int>(random() % 4); edits > 0; --edits) {
            const auto at = random() % text.size();
            switch (random() % 3) {
            case 0: text[at] = good[random() % good.size()]; break;
            case 1: text[at] = static_cast<char>(random() % 256); break;
            default: text.erase(at, 1 + random() % 5);
            }
            if (text.empty()) text = good;
        }
        const auto read = parse_desktop(text, "x");
        ASSERT_TRUE(read || read.error().code == Errc::BadInput);
    }
}

TEST(DesktopConfig, APasswordMustNotStandInTheFile) {
    const auto what = mistakes_of_desktop("[hub]\npassword = \"geheim\"\n");
    EXPECT_THAT(what, HasSubstr("agent.toml:2: hub.password: a password must not stand"));
    EXPECT_THAT(what, testing::Not(HasSubstr("geheim")));
}

TEST_F(ConfigFiles, RelativePathsCountFromTheFilesOwnFolder) {
    const auto read = load_desktop(write("a.toml", "[hub]\npassword_file = \"hub.pw\"\n"));
    ASSERT_TRUE(read) << read.error().what;
    EXPECT_EQ(read->password.file, (folder_ / "hub.pw").string());
}

TEST_F(ConfigFiles, AMissingFileAndAFolderAreNotFound) {
    for (const auto& path : {(folder_ / "none.toml").string(), folder_.string()}) {
        const auto read = load_hub(path);
        ASSERT_FALSE(read);
        EXPECT_EQ(read.error().code, Errc::NotFound);
        EXPECT_THAT(read.error().what, HasSubstr(path));
    }
}

TEST_F(ConfigFiles, APasswordComesFromItsFileOrItsVariable) {
    const auto file = read_password({write("pw", "geheim\r\nmore\n"), ""});
    ASSERT_TRUE(file) << file.error().what;
    EXPECT_EQ(file->reveal(), "geheim");
    setenv("SDC_TEST_PASSWORD", "leise", 1);
    EXPECT_EQ(read_password({"", "SDC_TEST_PASSWORD"})->reveal(), "leise");
    unsetenv("SDC_TEST_PASSWORD");
    EXPECT_EQ(read_password({"", "SDC_TEST_PASSWORD"}).error().code, Errc::NotFound);
    EXPECT_EQ(read_password({(folder_ / "none").string(), ""}).error().code, Errc::NotFound);
    EXPECT_EQ(read_password({}).error().code, Errc::BadInput);
    EXPECT_EQ(read_password({write("empty", "\n"), ""}).error().code, Errc::BadInput);
}

TEST_F(ConfigFiles, APasswordFileThatOthersMayReadIsRefused) {
    const auto open =
        read_password({write("pw", "geheim\n", fs::perms::owner_read | fs::perms::group_read), ""});
    ASSERT_FALSE(open);
    EXPECT_THAT(open.error().what, HasSubstr("chmod 600"));
    EXPECT_THAT(open.error().what, testing::Not(HasSubstr("geheim")));
}

TEST(HubConfig, EverythingThatCanBeSetIsRead) {
    const auto read = parse_hub(R"(
[listen]
address = "0.0.0.0"
port = 0
[store]
database = "x.db"
key_file = "x.key"
[practice]
enabled = true
address = "127.0.0.1"
sip_port = 5080
rtp_first = 40000
rtp_last = 40100
dids = ["1588-0000", "+82 2 1234 5678"]
queue = "배송"
announcement = "welcome.wav"
trunk = "sip:{number}@127.0.0.1:5070"
customers = true
[log]
level = "warn"
)",
                                "hub.toml");
    ASSERT_TRUE(read) << read.error().what;
    EXPECT_EQ(read->listen_address, "0.0.0.0");
    EXPECT_EQ(read->listen_port, 0);
    EXPECT_EQ(read->database, "x.db");
    EXPECT_EQ(read->key_file, "x.key");
    EXPECT_TRUE(read->practice.enabled);
    EXPECT_EQ(read->practice.sip_port, 5080);
    EXPECT_EQ(read->practice.rtp_first, 40000);
    EXPECT_EQ(read->practice.rtp_last, 40100);
    EXPECT_THAT(read->practice.dids, ElementsAre("15880000", "0212345678"));
    EXPECT_EQ(read->practice.queue, "배송");
    EXPECT_EQ(read->practice.announcement, "welcome.wav");
    EXPECT_EQ(read->practice.trunk, "sip:{number}@127.0.0.1:5070");
    EXPECT_TRUE(read->practice.customers);
    EXPECT_EQ(read->log.level, base::log::Level::Warn);
}

TEST(HubConfig, ACentreOnPostgresqlKeepsItsPasswordElsewhere) {
    const std::string head = "[store]\nengine = \"postgresql\"\n";
    const auto read = parse_hub(head + "url = \"postgresql://hub@db.example/sangdam\"\n"
                                       "password_env = \"DB_PASSWORD\"\n",
                                "hub.toml");
    ASSERT_TRUE(read) << read.error().what;
    EXPECT_EQ(read->engine, StoreEngine::Postgresql);
    EXPECT_EQ(read->database_url, "postgresql://hub@db.example/sangdam");
    EXPECT_EQ(read->database_password.environment, "DB_PASSWORD");
    for (const char* url : {"postgresql://hub:geheim@db.example/sangdam",
                            "postgresql://db.example/sangdam?user=hub&password=geheim"}) {
        const auto told = parse_hub(head + "url = \"" + url + "\"\n", "hub.toml");
        ASSERT_FALSE(told);
        EXPECT_THAT(told.error().what, HasSubstr("hub.toml:3: store.url"));
        EXPECT_THAT(told.error().what, testing::Not(HasSubstr("geheim")));
    }
}

TEST(HubConfig, WhatCannotWorkIsRefusedBeforeAnythingStarts) {
    const auto mistakes = [](const std::string& text) {
        const auto read = parse_hub(text, "hub.toml");
        EXPECT_FALSE(read) << text;
        return read ? std::string() : read.error().what;
    };
    EXPECT_THAT(mistakes("[practice]\ndids = [\"abc\"]\n"),
                HasSubstr("telephone numbers, found \"abc\""));
    EXPECT_THAT(mistakes("[practice]\ndids = [1588]\n"), HasSubstr("a list of texts"));
    EXPECT_THAT(mistakes("[practice]\ndids = \"1588-0000\"\n"), HasSubstr("a list of texts"));
    EXPECT_THAT(mistakes("[practice]\nrtp_first = 9\nrtp_last = 8\n"), HasSubstr("rtp_last"));
    EXPECT_THAT(mistakes("[practice]\ntrunk = \"pbx\"\n"), HasSubstr("practice.trunk"));
    EXPECT_THAT(mistakes("[store]\ndatabase = \"\"\n"), HasSubstr("store.database"));
    EXPECT_THAT(mistakes("[store]\nengine = \"oracle\"\n"), HasSubstr("\"postgresql\""));
    EXPECT_THAT(mistakes("[store]\nengine = \"postgresql\"\n"), HasSubstr("store.url"));
    EXPECT_THAT(mistakes("[store]\nurl = \"postgresql://a@b/c\"\n"), HasSubstr("engine"));
    EXPECT_THAT(mistakes("[listen]\nport = -1\n"), HasSubstr("found -1"));
    EXPECT_THAT(mistakes("[listen]\nport = 1.5\n"), HasSubstr("found floating-point"));
}

} // namespace
} // namespace sangdam::config
