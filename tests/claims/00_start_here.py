# %% first-prediction
assert np.argmax(scores) == test_labels[0] == 7

# %% hard-answer
right = [read(image) == label for image, label in zip(test_images, test_labels, strict=True)]
assert sum(right) == 9756
assert right.index(False) == 8
assert test_labels[8] == 5 and read(test_images[8]) == 6
