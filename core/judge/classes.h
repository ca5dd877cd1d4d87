/*
 * classes.h - what a mention is: the eleven classes and their names.
 * tests/judge/README.md says in words what belongs where.
 */
#ifndef CORE_CLASSES_H
#define CORE_CLASSES_H

#include "core/slice.h"

enum class {
	CLASS_CRISIS, CLASS_SPAM, CLASS_RUMOUR, CLASS_COMPETITOR,
	CLASS_COMPLAINT, CLASS_LEAD, CLASS_QUESTION, CLASS_IDEA, CLASS_PRAISE,
	CLASS_NEWS, CLASS_OTHER, CLASSES
};

slice	 class_name(enum class);		/* "crisis" ... "other" */
bool	 class_named(slice, enum class *);

#endif
