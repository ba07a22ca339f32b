// SPDX-License-Identifier: MIT

#include "sip/dialog_ids.h"
#include "sip/dialog_info.h"

#include <gtest/gtest.h>

namespace sangdam::sip {
namespace {

// As Asterisk writes it: the caller's number, no tags.
constexpr const char* kAsterisk = R"(<?xml version="1.0" encoding="UTF-8"?>
<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="3" state="full"
  entity="sip:202@127.0.0.1:5060">
 <dialog id="202" direction="recipient">
  <remote><identity display="김 &amp; 이">sip:01012345678@127.0.0.1</identity>
   <target uri="sip:01012345678@127.0.0.1"/></remote>
  <local><identity>sip:202@127.0.0.1</identity><target uri="sip:202@127.0.0.1"/></local>
  <state>early</state>
 </dialog>
</dialog-info>)";

TEST(DialogInfo, TellsWhoCallsTheRingingTelephone) {
    const auto info = parse_dialog_info(kAsterisk);
    ASSERT_TRUE(info);
    EXPECT_EQ(info->entity, "sip:202@127.0.0.1:5060");
    ASSERT_EQ(info->dialogs.size(), 1U);
    const auto& dialog = info->dialogs[0];
    EXPECT_EQ(dialog.state, WatchedDialog::State::Early);
    EXPECT_TRUE(dialog.incoming);
    EXPECT_EQ(dialog.remote_user, "01012345678");
    EXPECT_EQ(dialog.remote_display, "김 & 이");
    EXPECT_TRUE(dialog.call_id.empty());
}

TEST(DialogInfo, ATelephoneThatIsPutDownHasNoDialog) {
    const auto info = parse_dialog_info(
        "<dialog-info state='full'><dialog id='202'><state>terminated</state></dialog>"
        "</dialog-info>");
    ASSERT_TRUE(info);
    EXPECT_TRUE(info->dialogs.empty());
}

TEST(DialogInfo, APartialDocumentChangesWhatItNamesAndLeavesTheRest) {
    const auto full = parse_dialog_info(
        "<d:dialog-info state=\"full\"><d:dialog id=\"a\" call-id=\"c\" local-tag=\"l\" "
        "remote-tag=\"r\" direction=\"initiator\"><d:state>confirmed</d:state></d:dialog>"
        "<d:dialog id=\"b\"><d:state>early</d:state></d:dialog></d:dialog-info>");
    const auto partial = parse_dialog_info("<dialog-info state=\"partial\"><dialog id=\"b\"><state>"
                                           "terminated</state></dialog></dialog-info>");
    ASSERT_TRUE(full && partial);
    const auto now = merged(full->dialogs, *partial);
    ASSERT_EQ(now.size(), 1U);
    EXPECT_EQ(now[0].call_id, "c");
    EXPECT_EQ(now[0].local_tag, "l");
    EXPECT_EQ(now[0].remote_tag, "r");
    EXPECT_FALSE(now[0].incoming);
}

TEST(DialogInfo, RubbishIsRefusedOrCutShort) {
    for (const char* text : {"", "<", "<>", "</>", "hello", "<dialog><state>", "<?xml", "<!-- "})
        EXPECT_FALSE(parse_dialog_info(text)) << text;
    EXPECT_TRUE(parse_dialog_info("<dialog-info><dialog id='")); // As far as it goes.
    std::string many = "<dialog-info>";
    for (int i = 0; i < 1000; ++i) many += "<dialog><state>early</state></dialog>";
    EXPECT_LE(parse_dialog_info(many)->dialogs.size(), kMaxWatchedDialogs);
    EXPECT_FALSE(parse_dialog_info(std::string(100'000, '<')));
}

TEST(MessageSummary, CountsNewAndOldMessages) {
    const auto summary = parse_message_summary(
        "Messages-Waiting: yes\r\nMessage-Account: sip:201@pbx\r\nVoice-Message: 2/8 (0/2)\r\n");
    ASSERT_TRUE(summary);
    EXPECT_EQ(*summary, (MessageSummary{true, 2, 8}));
    EXPECT_EQ(parse_message_summary("Messages-Waiting: no")->waiting, false);
    EXPECT_FALSE(parse_message_summary("Voice-Message: 2/8"));
    EXPECT_EQ(parse_message_summary("messages-waiting: YES\nvoice-message: x/y")->fresh, 0);
}

TEST(DialogIds, TheTakersInviteNamesTheDialogAsItsFarEndKnowsIt) {
    const DialogIds dialog{"a b@c", "mine", "theirs", "sip:bob@192.0.2.4?x=y"};
    EXPECT_EQ(replaces_of(dialog), "a b@c;to-tag=theirs;from-tag=mine");
    EXPECT_EQ(refer_to_with_replaces(dialog),
              "sip:bob@192.0.2.4?Replaces=a%20b%40c%3Bto-tag%3Dtheirs%3Bfrom-tag%3Dmine");
}

} // namespace
} // namespace sangdam::sip
