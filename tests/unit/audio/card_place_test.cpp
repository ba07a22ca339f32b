// SPDX-License-Identifier: MIT

#include "audio/card_choice.h"
#include "audio/card_place.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace sangdam::audio {
namespace {

namespace fs = std::filesystem;

// A sysfs of its own: card 1 is the sound of a USB handset, card 0 is on the board.
class Sysfs {
public:
    Sysfs() : root_(fs::temp_directory_path() / ("sdc-sysfs-" + std::to_string(::getpid()))) {
        const auto usb = root_ / "devices/pci0/usb1/1-2";
        fs::create_directories(usb / "1-2:1.0");
        fs::create_directories(root_ / "devices/pci0/board");
        fs::create_directories(root_ / "class/sound/card0");
        fs::create_directories(root_ / "class/sound/card1");
        std::ofstream(usb / "idVendor") << "0b0e\n";
        fs::create_directory_symlink(usb / "1-2:1.0", root_ / "class/sound/card1/device");
        fs::create_directory_symlink(root_ / "devices/pci0/board",
                                     root_ / "class/sound/card0/device");
    }
    ~Sysfs() { fs::remove_all(root_); }
    std::string root() const { return fs::canonical(root_).string(); }

private:
    fs::path root_;
};

TEST(CardPlace, IsTheUsbDeviceThatTheHandsetIsAPartOf) {
    const Sysfs sys;
    EXPECT_EQ(usb_path_of("Jabra Link 380: USB Audio (hw:1,0)", sys.root()),
              sys.root() + "/devices/pci0/usb1/1-2");
    EXPECT_EQ(usb_path_of("HDA Intel PCH: ALC (hw:0,0)", sys.root()), "");
    EXPECT_EQ(usb_path_of("pulse", sys.root()), "");
    EXPECT_EQ(usb_path_of("Strange (hw:x,0)", sys.root()), "");
    EXPECT_EQ(usb_path_of("Gone (hw:7,0)", sys.root()), "");
}

TEST(CardChoice, OfTwoHandsetsOfAKindTheOneInUseIsHeard) {
    const CardInfo board{.index = 0,
                         .name = "Board",
                         .capture_channels = 2,
                         .playback_channels = 2,
                         .default_capture = true,
                         .default_playback = true};
    const CardInfo left{.index = 1,
                        .name = "Headset",
                        .usb_path = "/sys/1-1",
                        .capture_channels = 1,
                        .playback_channels = 2};
    const CardInfo right{.index = 2,
                         .name = "Headset",
                         .usb_path = "/sys/1-2",
                         .capture_channels = 1,
                         .playback_channels = 2};
    const std::vector<CardInfo> all{board, left, right};
    EXPECT_EQ(pick_cards(all, {"", "", "/sys/1-2"}).playback->index, 2);
    EXPECT_EQ(pick_cards(all, {"", "", "/sys/1-2"}).capture->index, 2);
    EXPECT_EQ(pick_cards(all, {"", "", "/sys/9-9"}).playback->index, 0)
        << "a handset without sound";
    EXPECT_EQ(pick_cards(all, {"", "board", "/sys/1-2"}).playback->index, 0) << "named by somebody";
}

} // namespace
} // namespace sangdam::audio
