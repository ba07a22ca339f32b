// SPDX-License-Identifier: MIT
//
// Role tables: what each device can do, as "role report.bit kind". The synthetic descriptors are
// the project's own; the real ones lie beside it and are read when they are there.

#include "hid/telephony_map.h"
#include "places.h"
#include "unit/hid/descriptors.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>

namespace sangdam::hid {
namespace {

using testing_data::map_of;

std::string table(const TelephonyMap& map) {
    std::string out = map.is_phone ? "phone:" : "no phone:";
    for (const auto& i : map.inputs)
        out += " " + std::string(name(i.role)) + " " + std::to_string(i.report_id) + "." +
               std::to_string(i.bit) + " " + std::string(name(i.kind)) + ",";
    out += " |";
    for (const auto& o : map.outputs)
        out += " " + std::string(name(o.role)) + " " + std::to_string(o.report_id) + "." +
               std::to_string(o.bit) + ",";
    return out;
}

struct Row {
    const char* file;
    const char* expected;
};
void PrintTo(const Row& row, std::ostream* out) { *out << row.file; }

class Synthetic : public testing::TestWithParam<Row> {};

TEST_P(Synthetic, DeviceHasTheseRoles) {
    EXPECT_EQ(table(map_of(GetParam().file)), GetParam().expected);
}

const Row kSynthetic[] = {
    {"jabra_like",
     "phone: hook 2.0 level, line_busy 2.1 level, mute 2.2 toggle, flash 2.3 one_shot, "
     "redial 2.4 one_shot, reject 2.5 one_shot, keypad 2.6 array, | off_hook 2.0, mute 2.1, "
     "ring 2.2, hold 2.3, microphone 2.4, ringer 2.5,"},
    {"poly_like", "phone: mute 8.0 toggle, hook 8.1 level, flash 8.2 one_shot, | mute 9.0, "
                  "off_hook 23.0, ring 24.0, speaker 30.0, hold 32.0, on_line 42.0,"},
    {"yealink_like",
     "phone: hook 2.0 level, line_busy 2.1 level, mute 2.2 toggle, flash 2.3 one_shot, "
     "redial 2.4 one_shot, speed_dial 2.5 one_shot, reject 2.6 one_shot, keypad 2.7 array, | "
     "off_hook 2.0, mute 2.1, ring 2.2, hold 2.3, microphone 2.4, ringer 2.5,"},
    {"epos_like",
     "phone: hook 2.2 level, flash 2.3 one_shot, redial 2.4 one_shot, mute 2.5 toggle, "
     "drop 2.6 one_shot, reject 2.7 array, | ringer 3.0, off_hook 3.1, microphone 3.2, "
     "ring 3.3, mute 3.4, on_line 3.5, hold 3.6,"},
    {"bare_handset", "phone: hook 0.0 level, |"},
    {"desk_phone", "phone: hook 1.0 level, flash 1.1 one_shot, redial 1.2 one_shot, "
                   "mute 1.3 toggle, reject 1.4 one_shot, keypad 1.8 array, | off_hook 2.0,"},
    {"constant_speakerphone",
     "phone: hook 2.0 level, mute 2.1 toggle, | off_hook 2.0, mute 2.1, ring 2.2,"},
    {"everything", "phone: mute 7.0 toggle, redial 7.1 one_shot, hook 7.2 pair, | off_hook 7.0, "
                   "ring 7.1,"},
    {"toggle_hook", "phone: hook 3.0 toggle, mute 3.1 level, | off_hook 3.0, microphone 3.1,"},
    {"all_keys",
     "phone: hook 1.0 level, flash 1.1 one_shot, hold 1.3 toggle, redial 1.4 one_shot, "
     "transfer 1.5 one_shot, drop 1.6 one_shot, park 1.7 toggle, forward 1.8 toggle, "
     "line 1.9 one_shot, speaker_phone 1.10 toggle, conference 1.11 toggle, mute 1.12 toggle, "
     "send 1.13 toggle, speed_dial 1.14 one_shot, voice_mail 1.15 toggle, "
     "do_not_disturb 1.16 toggle, | off_hook 2.0, ring 2.1, message_waiting 2.2, speaker 2.3, "
     "headset 2.4, hold 2.5, microphone 2.6, do_not_disturb 2.7, mute 2.8, send_calls 2.9, "
     "conference 2.10, on_line 2.11, off_line 2.12, busy 2.13, ringer 2.14,"},
    {"key_array", "phone: hook 5.0 array, mute 5.0 array, flash 5.0 array, redial 5.0 array, "
                  "drop 5.0 array, keypad 5.0 array, | ring 5.0,"},
    {"inside_vendor", "phone: hook 255.0 level, mute 255.1 toggle, | off_hook 255.0, mute 255.1,"},
    {"two_headsets", "phone: hook 1.0 level, hook 2.0 level, | off_hook 1.0, off_hook 2.0,"},
    {"ringing_headset", "phone: hook 2.0 level, mute 2.1 toggle, | ringer 2.0,"},
    {"null_keypad", "phone: keypad 1.0 array, hook 1.4 level, | off_hook 1.0,"},
    {"not_microphone", "no phone: |"},
    {"not_constant", "no phone: | mute 2.0,"},
    {"not_keyboard", "no phone: |"},
    {"not_webcam", "no phone: mute 8.0 toggle, hook 8.1 level, | mute 8.0, line 8.1,"},
    {"not_game_voice", "no phone: |"},
    {"not_consumer_headset", "no phone: |"},
};
INSTANTIATE_TEST_SUITE_P(Descriptors, Synthetic, testing::ValuesIn(kSynthetic),
                         [](const auto& row) { return std::string(row.param.file); });

TEST(TelephonyMap, ACradleHasTwelveKeysOfOneBit) {
    const auto map = map_of("cradle");
    EXPECT_TRUE(map.is_phone);
    EXPECT_FALSE(map.numbered);
    EXPECT_EQ(std::count_if(map.inputs.begin(), map.inputs.end(),
                            [](const Input& i) { return i.role == InputRole::Keypad; }),
              12);
    EXPECT_TRUE(map.has(OutputRole::Ringer));
    EXPECT_FALSE(map.has(OutputRole::OffHook));
}

TEST(TelephonyMap, SendAndDropMakeAPhoneWithoutAHook) {
    const auto map = map_of("send_drop");
    EXPECT_TRUE(map.is_phone);
    EXPECT_FALSE(map.has(InputRole::Hook));
    EXPECT_TRUE(map.has(InputRole::Send));
    EXPECT_TRUE(map.has(InputRole::Drop));
}

TEST(TelephonyMap, ReportsAreAsLongAsDeclared) {
    EXPECT_THAT(map_of("jabra_like").output_reports, testing::ElementsAre(ReportLength{2, 2}));
}

TEST(TelephonyMap, ListensOnlyWhereThereIsSomethingToHear) {
    const auto map = map_of("jabra_like");
    EXPECT_TRUE(map.listens_to(2));
    EXPECT_FALSE(map.listens_to(1)) << "volume";
    EXPECT_FALSE(map.listens_to(4)) << "the vendor's own";
}

TEST(TelephonyMap, HoldsItsShapeWhenADescriptorNamesHundredsOfKeys) {
    const auto model = parse_descriptor(
        *parse_hex("05 0B 09 05 A1 01 15 00 25 01 75 01 96 FF 7F 1A 00 00 2A FF FF 81 02 C0"));
    ASSERT_TRUE(model);
    EXPECT_LE(telephony_map(*model).inputs.size(), kMaxInputs);
}

TEST(Describe, PrintsTheDocumentedForm) {
    EXPECT_EQ(describe_json(map_of("bare_handset")),
              R"({"is_phone":true,"inputs":[{"role":"hook","usage":"0x0B:0x20","report_id":0,)"
              R"("bit":0,"kind":"level"}],"outputs":[]})");
    EXPECT_FALSE(describe_hex("zz"));
    EXPECT_FALSE(describe_hex("C0"));
}

TEST(Describe, AListQuotesWhatDevicesCallThemselves) {
    core::HandsetDevice device;
    device.id = "/dev/hidraw0";
    device.name = "A \"B\"\n\\";
    device.vid_pid = "0b0e:f001";
    EXPECT_EQ(list_json({device}),
              R"([{"id":"/dev/hidraw0","name":"A \"B\"\u000a\\","vid_pid":"0b0e:f001",)"
              R"("is_phone":false,"usable":false,"trouble":""}])");
    EXPECT_EQ(list_json({}), "[]");
}

// --- the real ones ------------------------------------------------------------------------------
class Real : public testing::TestWithParam<Row> {};

TEST_P(Real, DeviceHasTheseRoles) {
    const auto path = std::string(SANGDAM_SHARED "/data/hid/") + GetParam().file + ".hex";
    if (!std::filesystem::exists(path))
        GTEST_SKIP() << "no captured descriptors beside the project";
    const auto bytes = parse_hex(testing_data::text_of(path));
    ASSERT_TRUE(bytes);
    const auto model = parse_descriptor(*bytes);
    ASSERT_TRUE(model) << model.error().what;
    EXPECT_EQ(table(telephony_map(*model)), GetParam().expected);
}

const Row kReal[] = {
    {"jabra-evolve-link-ms-0b0e-0307",
     "phone: hook 2.0 level, line_busy 2.1 level, mute 2.2 toggle, flash 2.3 one_shot, "
     "redial 2.4 one_shot, speed_dial 2.5 one_shot, reject 2.6 one_shot, keypad 2.7 array, | "
     "off_hook 2.0, mute 2.1, ring 2.2, hold 2.3, microphone 2.4, ringer 2.5,"},
    {"plantronics-blackwire-3220-047f-c056",
     "phone: mute 8.0 toggle, hook 8.1 level, flash 8.2 one_shot, | mute 9.0, off_hook 23.0, "
     "ring 24.0, speaker 30.0, hold 32.0, on_line 42.0,"},
    {"poly-bt700-047f-02e6",
     "phone: hook 32.0 level, mute 32.1 toggle, flash 32.2 one_shot, redial 32.3 one_shot, "
     "reject 32.4 one_shot, | ring 33.0, speaker 34.0, mute 35.0, off_hook 36.0, hold 37.0,"},
    {"sennheiser-sc660-anc-usb-1395-0082",
     "phone: mute 8.0 toggle, hook 8.1 level, redial 8.2 one_shot, flash 8.3 one_shot, "
     "drop 8.4 one_shot, reject 8.5 one_shot, | mute 9.0, off_hook 9.1, ring 9.2, "
     "microphone 9.3, on_line 9.4, hold 9.5,"},
    {"epos-impact-d-1395-00a9",
     "phone: hook 2.2 level, flash 2.3 one_shot, redial 2.4 one_shot, mute 2.5 toggle, "
     "drop 2.6 one_shot, reject 2.7 array, | ringer 3.0, off_hook 3.1, microphone 3.2, "
     "ring 3.3, mute 3.4, on_line 3.5, hold 3.6,"},
    {"epos-impact-dw-1395-00a2",
     "phone: hook 2.2 level, flash 2.3 one_shot, redial 2.4 one_shot, mute 2.5 toggle, "
     "drop 2.6 one_shot, reject 2.7 array, | ringer 3.0, off_hook 3.1, microphone 3.2, "
     "ring 3.3, mute 3.4, on_line 3.5, hold 3.6,"},
    {"yealink-wh66-6993-b02b",
     "phone: hook 2.0 level, line_busy 2.1 level, mute 2.2 toggle, flash 2.3 one_shot, "
     "redial 2.4 one_shot, speed_dial 2.5 one_shot, reject 2.6 one_shot, keypad 2.7 array, | "
     "off_hook 2.0, mute 2.1, ring 2.2, hold 2.3, microphone 2.4, ringer 2.5,"},
    {"anker-powerconf-291a-3301",
     "phone: hook 2.0 level, line_busy 2.1 level, mute 2.2 toggle, flash 2.3 one_shot, "
     "voice_mail 2.4 toggle, speed_dial 2.5 one_shot, keypad 2.6 array, reject 2.10 one_shot, | "
     "off_hook 2.0, mute 2.1, ring 2.2, hold 2.3, microphone 2.4, ringer 2.5,"},
    {"polycom-cx300-095d-9201",
     "phone: hook 1.0 level, flash 1.1 one_shot, redial 1.2 one_shot, speed_dial 1.3 one_shot, "
     "mute 1.4 toggle, reject 1.5 one_shot, keypad 1.8 array, | off_hook 2.0,"},
    {"logitech-mx-brio", "no phone: mute 8.0 toggle, hook 8.1 level, | mute 8.0, line 8.1,"},
    {"microsoft-sidewinder-game-voice", "no phone: |"},
    {"yealink-usb-p1k", "no phone: |"},
    {"razer-seiren-mic-1532-0511", "no phone: |"},
    {"logitech-h540-046d-0a37", "no phone: |"},
};
INSTANTIATE_TEST_SUITE_P(Descriptors, Real, testing::ValuesIn(kReal), [](const auto& row) {
    std::string name = row.param.file;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
});

} // namespace
} // namespace sangdam::hid
