/* version.h - what we call ourselves. */
#ifndef FIRMWARE_VERSION_H
#define FIRMWARE_VERSION_H

#define VERSION "0.8.0"

#endif
